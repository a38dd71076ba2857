# What client/check does for Java 17: openapi-generator's default HTTP library, with the POM that it generates, and the
# ready-made client of this module.

needs() { echo mvn; }
clients() { echo okhttp-gson ready-made; }
version() {
  case $1 in
    okhttp-gson) echo "openapi-generator java/okhttp-gson $(openapi_generator_version)" ;;
    ready-made) echo "tag-api-client" ;;
  esac
}
options() { echo yes; }
is_short() { true; }
java_17() { echo "${JAVA_17_HOME:-$(ls -d /usr/lib/jvm/*17*/ 2>/dev/null | head -n 1)}"; }
prepare() { [ -x "$(java_17)/bin/javac" ] || { echo "no JDK 17: set JAVA_17_HOME"; return 1; }; }
generate() {
  local target=$client/java17/target
  case $1 in
    okhttp-gson)
      rm -rf "$target/generated"
      openapi_generator -g java -o "$target/generated" \
        --global-property=apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,modelTests=false ;;
    ready-made)
      maven -pl client -am compile -Dmaven.test.skip
      maven -pl client dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=$target/ready-made" ;;
  esac
}
compile() {
  cd "$client/java17/target/generated"
  JAVA_HOME=$(java_17) mvn -q -B -DskipTests package dependency:copy-dependencies -DincludeScope=runtime
  "$(java_17)/bin/javac" -Xlint:all,-processing,-classfile -Werror -proc:none -cp "target/*:target/dependency/*" \
    -d ../classes ../../Defaults.java
  "$(java_17)/bin/javac" -Xlint:all,-processing,-classfile -Werror -proc:none \
    -cp "$client/target/classes:../ready-made/*" -d ../classes ../../ReadyMade.java
}
run_short() {
  local target=$client/java17/target
  case $1 in
    okhttp-gson)
      "$(java_17)/bin/java" -cp "$target/classes:$target/generated/target/*:$target/generated/target/dependency/*" \
        Defaults "${@:2}" ;;
    ready-made)
      "$(java_17)/bin/java" -cp "$target/classes:$client/target/classes:$target/ready-made/*" ReadyMade "${@:2}" ;;
  esac
}
