# What client/check does for the ready-made client of this module.

needs() { echo mvn; }
clients() { echo "maven-plugin"; }
version() { echo "openapi-generator-maven-plugin java/native $(openapi_generator_version)"; }
options() { echo yes; }
prepare() { :; }
generate() { maven -pl client -am generate-sources; }
compile() {
  maven -pl client -am test-compile
  maven -pl client dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
}
run() {
  "$jdk/bin/java" -cp "$client/target/test-classes:$client/target/classes:$(cat "$client/target/classpath.txt")" \
    io.tagapi.client.conversation.ConversationProgram "$@"
}
