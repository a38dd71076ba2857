# What client/check does for Ruby. Packages of Debian: ruby ruby-typhoeus.

needs() { echo ruby; }
clients() { echo openapi-generator; }
version() { echo "openapi-generator ruby $(openapi_generator_version)"; }
options() { echo "params_encoding"; }
is_short() { true; }
prepare() { :; }
generate() {
  rm -rf "$client/ruby/target"
  openapi_generator -g ruby -o "$client/ruby/target/generated"
}
compile() {
  cd "$client/ruby"
  # A key that is there twice is a warning only.
  ! ruby -W -c defaults.rb $(find target/generated/lib -name '*.rb') 2>&1 | grep -v '^Syntax OK$'
}
run_short() { ruby "$client/ruby/defaults.rb" "${@:2}"; }
follow() { follow_page ruby=main.rb; }
