# What client/check does for Perl. Packages of Debian: libwww-perl libjson-perl liburi-perl liburi-query-perl libdatetime-perl
# libmodule-runtime-perl libclass-accessor-perl libclass-data-inheritable-perl liblog-any-perl libmodule-find-perl
# libdate-manip-perl libhash-merge-perl libdatetime-format-iso8601-perl

needs() { echo perl; }
clients() { echo openapi-generator; }
version() { echo "openapi-generator perl $(openapi_generator_version)"; }
options() { echo yes; }
is_short() { true; }
prepare() { :; }
generate() {
  rm -rf "$client/perl/target"
  openapi_generator -g perl -o "$client/perl/target/generated"
}
compile() { perl -c "$client/perl/defaults.pl"; }
run_short() { perl "$client/perl/defaults.pl" "${@:2}"; }
follow() { follow_page perl=main.pl; }
