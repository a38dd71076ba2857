# What client/check does for Java 17: openapi-generator's HTTP libraries, each with the POM that it generates, and the
# ready-made client of this module.

readonly LIBRARIES=(okhttp-gson restclient webclient feign)

needs() { echo mvn; }
clients() { echo "${LIBRARIES[*]} ready-made"; }
version() {
  case $1 in
    ready-made) echo "tag-api-client" ;;
    *) echo "openapi-generator java/$1 $(openapi_generator_version)" ;;
  esac
}
options() {
  case $1 in
    okhttp-gson | ready-made) echo yes ;;
    *) echo "--library=$1" ;;
  esac
}
is_short() { true; }
program() {
  case $1 in
    okhttp-gson) echo OkHttpGson ;;
    restclient) echo RestClient ;;
    webclient) echo WebClient ;;
    feign) echo Feign ;;
    ready-made) echo ReadyMade ;;
  esac
}
java_17() { echo "${JAVA_17_HOME:-$(ls -d /usr/lib/jvm/*17*/ 2>/dev/null | head -n 1)}"; }
prepare() { [ -x "$(java_17)/bin/javac" ] || { echo "no JDK 17: set JAVA_17_HOME"; return 1; }; }
generate() {
  local target=$client/java17/target/$1
  rm -rf "$target"
  case $1 in
    ready-made)
      maven -pl client -am package -Dmaven.test.skip
      maven -pl client dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=$target" ;;
    *)
      openapi_generator -g java "--library=$1" -o "$target" \
        --global-property=apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,modelTests=false ;;
  esac
}
# What the programs of a client are compiled and run with.
class_path() {
  case $1 in
    ready-made) echo "$(ls "$client"/target/tag-api-client-*.jar):$client/java17/target/ready-made/*" ;;
    *) echo "$client/java17/target/$1/target/*:$client/java17/target/$1/target/dependency/*" ;;
  esac
}
compile() {
  local library
  for library in "${LIBRARIES[@]}"; do
    (
      cd "$client/java17/target/$library"
      JAVA_HOME=$(java_17) mvn -q -B -Dmaven.test.skip package dependency:copy-dependencies -DincludeScope=runtime
    )
    strictly "$library" Conversation.java "$(program "$library").java"
  done
  strictly ready-made ReadyMade.java
  # Tools for dependencies go by the manifest.
  unzip -p "$client"/target/tag-api-client-*.jar META-INF/MANIFEST.MF | grep '^Java-Version: 17'
}
strictly() {
  cd "$client/java17"
  "$(java_17)/bin/javac" -Xlint:all,-processing,-classfile -Werror -proc:none -cp "$(class_path "$1")" \
    -d "target/classes/$1" "${@:2}"
}
run_short() {
  "$(java_17)/bin/java" -cp "$client/java17/target/classes/$1:$client/java17:$(class_path "$1")" "$(program "$1")" \
    "${@:2}"
}
