# What client/check does for PHP. Packages of Debian: php-cli php-curl php-mbstring php-guzzlehttp-guzzle.

needs() { echo php; }
clients() { echo openapi-generator; }
version() { echo "openapi-generator php $(openapi_generator_version)"; }
options() { echo "setBooleanFormatForQueryString"; }
is_short() { true; }
prepare() { :; }
generate() {
  rm -rf "$client/php/target"
  openapi_generator -g php -o "$client/php/target/generated"
}
compile() {
  cd "$client/php"
  find defaults.php target/generated/lib -name '*.php' -print0 | xargs -0 -n 1 php -l >/dev/null
}
run_short() { php -d error_reporting=E_ALL -d zend.assertions=1 "$client/php/defaults.php" "${@:2}"; }
follow() {
  # In place of Composer's, which would fetch Guzzle once more.
  mkdir -p "$client/php/target/include/tag-api/vendor"
  cat >"$client/php/target/include/tag-api/vendor/autoload.php" <<'END'
<?php
require 'GuzzleHttp/autoload.php';
spl_autoload_register(function (string $class): void {
    $file = 'tag-api/lib/' . str_replace(['OpenAPI\\Client\\', '\\'], ['', '/'], $class) . '.php';
    if (is_file($file)) {
        require $file;
    }
});
END
  echo "include_path = .:/usr/share/php:$client/php/target/include" >"$client/php/target/include/page.ini"
  PHP_INI_SCAN_DIR=:$client/php/target/include follow_page php=main.php
}
