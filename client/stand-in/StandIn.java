import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

// Stands in for servers that are not at hand. What is behind an address is said by the first part of its path:
//
//   /later-version  a server that has grown: more properties, and values that this version of the contract does not know
//   /cut-off        the connection ends in the middle of a response
//   /half           the response is whole by its length, but its JSON is not
//
//     java StandIn.java
//
// prints the port, and serves until it is stopped.

static final String TAG = """
    {"id":"019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10","name":"Known","predefinedType":"BY_RULE","assignedDeviceCount":3,
     "createdOn":1763596800000,"modifiedOn":1763683200000,"color":"red","owner":{"name":"x","since":1.5},"rules":[1]}""";

static final String ONE_TAG = data("""
    {"total":1,"tags":[%s],"took":7}""".formatted(TAG));

static final String FIRST_PAGE = data("""
    {"total":2,"tags":[%s],"nextSearchAfter":"bmV4dA","took":7}""".formatted(TAG));

static final String LAST_PAGE = data("""
    {"total":2,"tags":[%s],"took":7}""".formatted(TAG));

static final String PAIRS = """
    {"totalCount":3,"changedCount":2,"unchangedCount":1,"skipped":[]}""";

static final String NO_PAIRS = """
    {"totalCount":0,"changedCount":0,"unchangedCount":0,"skipped":[]}""";

static final String CHANGE = data("""
    {"assigned":%s,"unassigned":%s,"replaced":%s}""".formatted(PAIRS, NO_PAIRS, PAIRS));

static final String DEVICE = """
    {"id":"DEVICE-1","model":"X","tags":[{"id":"019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10","name":"Known","color":"red"}]}""";

static final String DEVICES = data("""
    {"devices":[%s],"took":7}""".formatted(DEVICE));

static final String EVENTS = data("""
    {"events":[{"position":"7","type":"TAG_LOCKED","occurredOn":1763683200000,"clientId":"sandbox","requestId":"later-7",
     "tagIds":["019a9d2e-6c00-7b3a-9f62-3d1c8e4b7a10"],"until":{"day":1}}],"nextSearchAfter":"7","hasMore":false,"lag":0}
    """);

void main() throws IOException {
  HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  http.createContext("/", (exchange) -> serve(exchange));
  http.start();
  IO.println(http.getAddress().getPort());
}

static void serve(HttpExchange exchange) throws IOException {
  try (exchange) {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/ams/v1/oauth2/token")) {
      respond(exchange, 200, """
          {"access_token":"token","scope":"tag","expires_in":600,"token_type":"Bearer","tier":"gold"}""");
    }
    else if (path.startsWith("/cut-off/")) {
      begin(exchange, 200, LAST_PAGE.length(), LAST_PAGE.substring(0, 40));
    }
    else if (path.startsWith("/half/")) {
      respond(exchange, 200, LAST_PAGE.substring(0, 40));
    }
    else {
      serveLaterVersion(exchange, exchange.getRequestMethod() + path.replaceFirst("^/later-version/tag/v1", ""));
    }
  }
}

static void serveLaterVersion(HttpExchange exchange, String operation) throws IOException {
  boolean isFirst = !String.valueOf(exchange.getRequestURI().getQuery()).contains("searchAfter");
  switch (operation) {
    case "GET/tags" -> respond(exchange, 200, isFirst ? FIRST_PAGE : LAST_PAGE);
    case "POST/tags" -> respond(exchange, 201, ONE_TAG);
    // A status that the contract does not document yet.
    case "POST/devices/bulkAssign" -> respond(exchange, 423, error(423, "42300000", "DEVICE_IS_LOCKED"));
    case "POST/devices/bulkUnassign" -> respond(exchange, 200, data(PAIRS));
    case "POST/devices/bulkChange" -> respond(exchange, 200, CHANGE);
    case "GET/devices" -> respond(exchange, 200, DEVICES);
    case "GET/events" -> respond(exchange, 200, EVENTS);
    case String other when other.startsWith("GET/tags/") -> respond(exchange, 200, ONE_TAG);
    case String other when other.startsWith("GET/devices/") -> respond(exchange, 200, data(DEVICE));
    case String other when other.startsWith("PUT/") -> respond(exchange, 400, error(400, "4000042", "TAG_IS_LOCKED"));
    default -> exchange.sendResponseHeaders(204, -1);
  }
}

static String data(String data) {
  return """
      {"result":200,"code":"20000042","message":"MOSTLY","warnings":[{"about":"name"}],"data":%s}""".formatted(data);
}

static String error(int status, String code, String message) {
  return """
      {"result":%d,"code":"%s","message":"%s","data":"Locked","until":{"day":1},"help":null}"""
      .formatted(status, code, message);
}

static void respond(HttpExchange exchange, int status, String body) throws IOException {
  begin(exchange, status, body.length(), body);
}

static void begin(HttpExchange exchange, int status, int length, String body) throws IOException {
  exchange.getResponseHeaders().set("Content-Type", "application/json");
  // What a proxy puts there need not be a UUID.
  exchange.getResponseHeaders().set("X-Request-Id", "later-7");
  exchange.getResponseHeaders().set("ETag", "\"later-7\"");
  exchange.sendResponseHeaders(status, length);
  exchange.getResponseBody().write(body.getBytes(UTF_8));
  exchange.getResponseBody().flush();
}
