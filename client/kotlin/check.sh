# What client/check does for Kotlin.

needs() { echo mvn; }
clients() { echo openapi-generator; }
version() { echo "openapi-generator kotlin $(openapi_generator_version)"; }
options() { echo "enumPropertyNaming"; }
is_short() { true; }
prepare() { :; }
generate() {
  rm -rf "$client/kotlin/target"
  cd "$root"
  do_as_page_says
}
compile() {
  cd "$client/kotlin"
  mvn -q -B compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
}
run_short() {
  "$jdk/bin/java" -cp "$client/kotlin/target/classes:$(cat "$client/kotlin/target/classpath.txt")" DefaultsKt "${@:2}"
}
