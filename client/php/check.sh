# What client/check does for PHP. Packages of Debian: php-cli php-curl php-mbstring php-guzzlehttp-guzzle.

needs() { echo php; }
clients() { echo openapi-generator; }
version() { echo "openapi-generator php $(openapi_generator_version)"; }
options() { echo "setBooleanFormatForQueryString"; }
is_short() { true; }
prepare() { :; }
generate() {
  rm -rf "$client/php/target"
  cd "$root"
  do_as_page_says
}
compile() {
  cd "$client/php"
  find defaults.php target/generated/lib -name '*.php' -print0 | xargs -0 -n 1 php -l >/dev/null
}
run_short() { php -d error_reporting=E_ALL -d zend.assertions=1 "$client/php/defaults.php" "${@:2}"; }
