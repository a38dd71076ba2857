import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

// Stands between clients and a sandbox, and writes down what each client sends. The first part of a path is the client's
// name: /php/tag/v1/tags is passed on as /tag/v1/tags and written to the file "php".
//
//     java -cp <Jackson> Recorder.java <sandbox> <directory>
//
// prints the port, and serves until it is stopped. A request is a line: method, path and parameters as they were sent but
// in the order of their names, the headers that say something special, and the body as JSON in the order of its properties.

// What is written down of these headers is what does not look like this.
static final Map<String, String> HEADERS = new TreeMap<>(Map.of("Authorization", "Bearer \\S+", "Content-Type",
    "application/json(; ?charset=(?i:utf-8))?", "Idempotency-Key", "", "If-Match", "", "If-None-Match", "", "Prefer", ""));

static final java.util.regex.Pattern UUID_TEXT = java.util.regex.Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

static final Map<String, Map<String, String>> IDS = new ConcurrentHashMap<>();

static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

static String sandbox;

static Path directory;

void main(String[] arguments) throws IOException {
  sandbox = arguments[0];
  directory = Files.createDirectories(Path.of(arguments[1]));
  HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  http.createContext("/", (exchange) -> serve(exchange));
  http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
  http.start();
  IO.println(http.getAddress().getPort());
}

static void serve(HttpExchange exchange) throws IOException {
  try (exchange) {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String[] address = exchange.getRequestURI().toString().substring(1).split("/", 2);
    Files.writeString(directory.resolve(address[0]), numbered(address[0], line(exchange, address[1], body)) + "\n", StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    passOn(exchange, URI.create(sandbox + "/" + address[1]), body);
  }
  catch (InterruptedException ex) {
    Thread.currentThread().interrupt();
  }
}

static String line(HttpExchange exchange, String address, byte[] body) {
  URI uri = URI.create("/" + address);
  String query = (uri.getRawQuery() == null) ? "" : Stream.of(uri.getRawQuery().split("&"))
      .sorted(Comparator.comparing((String parameter) -> parameter.split("=", 2)[0]))
      .map((parameter) -> URLDecoder.decode(parameter, UTF_8).replaceFirst("^customerId=.+", "customerId={customer}"))
      .collect(Collectors.joining("&", "?", ""));
  String headers = HEADERS.entrySet().stream()
      .flatMap((header) -> exchange.getRequestHeaders().getOrDefault(header.getKey(), List.of()).stream()
          .filter((value) -> !value.matches(header.getValue()))
          .map((value) -> " | " + header.getKey() + ": " + value.replaceFirst("\"[0-9a-f-]+\"", "{etag}")))
      .collect(Collectors.joining());
  boolean once = exchange.getRequestHeaders().getOrDefault("Authorization", List.of()).size() == 1;
  return exchange.getRequestMethod() + " " + uri.getPath() + query + headers + (once ? "" : " | not one token")
      + ((body.length > 0) ? " " + json(body) : "");
}

/** Ids are numbered in the order in which a client sends them. */
static String numbered(String client, String line) {
  Map<String, String> ids = IDS.computeIfAbsent(client, (added) -> new ConcurrentHashMap<>());
  return UUID_TEXT.matcher(line)
      .replaceAll((id) -> ids.computeIfAbsent(id.group(), (added) -> "{" + (ids.size() + 1) + "}"));
}

static String json(byte[] body) {
  try {
    return JSON.writeValueAsString(JSON.treeToValue(JSON.readTree(body), Object.class));
  }
  catch (RuntimeException ex) {
    return "not JSON: " + new String(body, UTF_8);
  }
}

static void passOn(HttpExchange exchange, URI address, byte[] body) throws IOException, InterruptedException {
  HttpRequest.Builder request = HttpRequest.newBuilder(address)
      .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
  exchange.getRequestHeaders().forEach((name, values) -> {
    if (!Set.of("Connection", "Content-length", "Host", "Upgrade", "Expect", "Http2-settings", "Transfer-encoding", "Te")
        .contains(name)) {
      values.forEach((value) -> request.header(name, value));
    }
  });
  HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  response.headers().map().forEach((name, values) -> {
    if (!Set.of("connection", "content-length", "transfer-encoding", "keep-alive", "date").contains(name)) {
      values.forEach((value) -> exchange.getResponseHeaders().add(name, value));
    }
  });
  exchange.sendResponseHeaders(response.statusCode(), (response.body().length == 0) ? -1 : response.body().length);
  exchange.getResponseBody().write(response.body());
}
