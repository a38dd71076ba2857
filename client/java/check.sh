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
# The page has two parts of one program.
follow() {
  local page first second
  page=$("$root/.ci/blocks" "$client/java/README.md" java | sed "s|http://localhost:8080|$sandbox|")
  first=${page%%DeviceQuery phones*}
  second=${page#"$first"}
  cat >"$work/Page.java" <<END
import io.tagapi.client.*;
import io.tagapi.client.model.*;
import java.net.*;
import java.util.*;

void main() {
  $first
  try (TagApiClient client = TagApiClient.builder(URI.create("$sandbox")).clientCredentials("sandbox", "sandbox").build()) {
    List<UUID> tags = new ArrayList<>();
    for (String name : List.of("Phones", "Floor 22", "Floor 33", "Out of order")) {
      tags.add(client.createTag("demo", new CreateTagRequest().name(name)).getId());
    }
    UUID phone = tags.get(0), floor2 = tags.get(1), floor3 = tags.get(2), onLoan = tags.get(3);
    client.bulkAssignTags("demo", new BulkTagsRequest().deviceIds(List.of("A1")).tagIds(List.of(phone, floor2)));
    $second
  }
}
END
  "$jdk/bin/java" -cp "$client/target/classes:$(cat "$client/target/classpath.txt")" "$work/Page.java" >"$work/page.printed"
  cat "$work/page.printed"
  grep -q '^1 changed$' "$work/page.printed"
}
