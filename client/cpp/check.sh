# What client/check does for C++. Packages of Debian: g++ libcpprest-dev.

needs() { echo g++; }
clients() { echo openapi-generator; }
version() { echo "openapi-generator cpp-restsdk $(openapi_generator_version)"; }
options() { echo yes; }
is_short() { true; }
prepare() { :; }
generate() {
  rm -rf "$client/cpp/target"
  cd "$root"
  do_as_page_says
}
compile() {
  local compiler=(g++ -std=c++20 -O0 -D_TURN_OFF_PLATFORM_STRING -isystem "$client/cpp/target/generated/include")
  cd "$client/cpp/target"
  # As one source they compile in a tenth of the time, but those of enums have functions of the same name.
  find generated/src -name '*.cpp' | sort | xargs grep -L toEnum | sed 's/.*/#include "&"/' >generated.cpp
  "${compiler[@]}" -Wall -Wextra -Wno-unused-parameter -Werror generated.cpp $(grep -lr toEnum generated/src) ../defaults.cpp -o defaults \
    -lcpprest -lboost_system -lssl -lcrypto
}
run_short() { "$client/cpp/target/defaults" "${@:2}"; }
