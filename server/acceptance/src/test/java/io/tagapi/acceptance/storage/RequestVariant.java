package io.tagapi.acceptance.storage;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.tagapi.acceptance.TestServer;
import io.tagapi.acceptance.contract.ContractOperation;
import io.tagapi.acceptance.storage.SkewedData.Customer;
import tools.jackson.databind.json.JsonMapper;

import static io.tagapi.acceptance.storage.SkewedData.device;

/**
 * A way to call an operation, again and again, on {@link SkewedData}.
 *
 * @param operation the operation
 * @param name what makes it different from the other ways
 * @param status the status of its response
 * @param content makes the request of a customer with a number, from 1 to 12
 */
record RequestVariant(ContractOperation operation, String name, int status,
		BiFunction<Customer, Integer, Content> content) {

	/** What cursors of the order by createdOn begin with. */
	private static final String CREATED_ON = " 6ea06da3 ";

	static final List<RequestVariant> ALL = List.of(
			variant("listTags", "a page", 200, (c, n) -> query("pageSize=" + n)),
			variant("listTags", "a later page", 200, (c, n) -> query("pageNum=2&pageSize=" + n)),
			variant("listTags", "after a cursor", 200,
					(c, n) -> query("searchAfter=" + cursor("floor 2") + "&pageSize=" + n)),
			variant("listTags", "with a text", 200, (c, n) -> query("name=floor&pageSize=" + n)),
			variant("listTags", "with a text and in another order, a later page", 200,
					(c, n) -> query(
							"name=floor&sortBy=assignedDeviceCount&sortOrder=descending&pageNum=1&pageSize=" + n)),
			variant("listTags", "in another order", 200, (c, n) -> query("sortBy=modifiedOn&pageSize=" + n)),
			variant("listTags", "in another order, after a cursor", 200,
					(c, n) -> query("sortBy=createdOn&searchAfter=" + cursor(CREATED_ON + "1760000000020/" + c.tag(20))
							+ "&pageSize=" + n)),
			variant("listTags", "that the client has", 304,
					(c, n) -> query("pageSize=" + (20 + n)).with("If-None-Match", "*")),

			variant("getTag", "stored", 200, (c, n) -> path(c.tag(n))),
			variant("getTag", "unknown", 404, (c, n) -> path(TestServer.unknownTag(n))),
			variant("getTag", "that the client has", 304, (c, n) -> path(c.tag(n)).with("If-None-Match", "*")),

			variant("searchDevices", "one tag", 200, (c, n) -> tags(c, "allTags", 1)),
			variant("searchDevices", "all of three", 200, (c, n) -> tags(c, "allTags", 1, 2, 3)),
			variant("searchDevices", "any of three, after a cursor", 200,
					(c, n) -> tags(c, "anyTags", 1, 2, 3).and(query("searchAfter=" + device(n) + "&pageSize=100"))),
			variant("searchDevices", "all, any and none", 200,
					(c, n) -> tags(c, "allTags", 1).and(tags(c, "anyTags", 2, 3)).and(tags(c, "noTags", 4, 5))),
			variant("searchDevices", "any of ten, with the total", 200,
					(c, n) -> tags(c, "anyTags", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).and(query("includeTotal=true"))),
			variant("searchDevices", "all of two, with the total", 200,
					(c, n) -> tags(c, "allTags", 1, 2).and(query("includeTotal=true"))),
			variant("searchDevices", "that the client has", 304,
					(c, n) -> tags(c, "allTags", 1).with("If-None-Match", "*")),

			variant("getDevice", "with tags", 200, (c, n) -> path(device(n))),
			variant("getDevice", "never heard of", 200, (c, n) -> path("R58M" + n)),
			variant("getDevice", "that the client has", 304, (c, n) -> path(device(n)).with("If-None-Match", "*")),

			variant("listEvents", "the oldest", 200, (c, n) -> query("pageSize=" + n)),
			variant("listEvents", "after a position", 200, (c, n) -> query("searchAfter=" + (40 + n))),
			variant("listEvents", "that the client has", 304,
					(c, n) -> query("searchAfter=" + (40 + n)).with("If-None-Match", "*")),

			variant("createTag", "new", 201, (c, n) -> body("{\"name\": \"New " + n + "\"}")),
			variant("createTag", "with a name that is taken", 400, (c, n) -> body("{\"name\": \"Floor 60\"}")),
			variant("createTag", "with a key", 201,
					(c, n) -> body("{\"name\": \"Newer " + n + "\"}").with("Idempotency-Key", "create-" + n)),

			variant("updateTag", "its name", 200,
					(c, n) -> path(c.tag(n)).and(body("{\"name\": \"Renamed " + n + "\"}"))),
			variant("updateTag", "its name, which is taken", 400,
					(c, n) -> path(c.tag(n)).and(body("{\"name\": \"Floor 60\"}"))),
			variant("updateTag", "of a version", 200,
					(c, n) -> path(c.tag(n)).and(body("{\"description\": \"" + n + "\"}")).with("If-Match", "*")),

			variant("deleteTag", "stored", 204, (c, n) -> path(c.tag(20 + n))),
			variant("deleteTag", "of a version", 204, (c, n) -> path(c.tag(40 + n)).with("If-Match", "*")),

			variant("bulkAssignTags", "a device", 200, (c, n) -> bulk(newDevices("a" + n, 1), c, 1)),
			variant("bulkAssignTags", "10,000 devices, a dry run", 200,
					(c, n) -> bulk(newDevices("b", 10_000), c, 1).and(query("dryRun=true"))),
			variant("bulkAssignTags", "1,000 devices, 10 tags, a dry run", 200,
					(c, n) -> bulk(storedDevices(1_000), c, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).and(query("dryRun=true"))),
			variant("bulkAssignTags", "without the malformed", 200,
					(c, n) -> bulk(List.of("d" + n, "-"), c, 1).and(query("atomic=false"))),
			variant("bulkAssignTags", "with a key", 200,
					(c, n) -> bulk(newDevices("f" + n, 100), c, 1).with("Idempotency-Key", "assign-" + n)),
			variant("bulkAssignTags", "with a key, again", 200,
					(c, n) -> bulk(newDevices("f", 100), c, 1).with("Idempotency-Key", "assign-again")),

			variant("bulkUnassignTags", "a device", 200, (c, n) -> bulk(List.of(device(n)), c, 1)),
			variant("bulkUnassignTags", "10,000 devices, 10 tags, a dry run", 200,
					(c, n) -> bulk(storedDevices(10_000), c, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).and(query("dryRun=true"))),
			variant("bulkUnassignTags", "without the malformed", 200,
					(c, n) -> bulk(List.of(device(n), "-"), c, 2).and(query("atomic=false"))),
			variant("bulkUnassignTags", "with a key", 200,
					(c, n) -> bulk(List.of(device(n)), c, 3).with("Idempotency-Key", "unassign-" + n)),

			variant("changeDeviceTags", "both", 200, (c, n) -> change(List.of(device(n)), c)),
			variant("changeDeviceTags", "both, of 1,000 devices, a dry run", 200,
					(c, n) -> change(storedDevices(1_000), c).and(query("dryRun=true"))),
			variant("changeDeviceTags", "without the malformed", 200,
					(c, n) -> change(List.of(device(n), "-"), c).and(query("atomic=false"))),
			variant("changeDeviceTags", "with a key", 200,
					(c, n) -> change(List.of(device(n)), c).with("Idempotency-Key", "change-" + n)));

	/** One after the other, each of which changes all that it names. */
	static final List<RequestVariant> OF_100_DEVICES = List.of(
			variant("bulkAssignTags", "100 devices", 200, (c, n) -> bulk(newDevices("g" + n, 100), c, 1)),
			variant("bulkUnassignTags", "100 devices", 200, (c, n) -> bulk(newDevices("g" + n, 100), c, 1)));

	private static final Pattern PATH_VARIABLE = Pattern.compile("\\{(\\w+)}");

	private static final Pattern PARAMETER = Pattern.compile("(\\w+)=");

	HttpRequest.Builder request(TestServer server, Customer customer, int number) {
		Content content = this.content.apply(customer, number);
		String path = PATH_VARIABLE.matcher(this.operation.path()).replaceAll(content.pathVariable());
		HttpRequest.Builder request = server
			.request("/tag/v1" + path + "?customerId=" + customer.id() + "&" + content.query())
			.header("Content-Type", "application/json")
			.method(this.operation.method(), BodyPublishers.ofString(content.body()));
		content.headers().forEach(request::header);
		return request;
	}

	/** The names of the parameters that it has. */
	Set<String> parameters() {
		Content content = this.content.apply(SkewedData.LARGEST, 1);
		return Stream
			.of(Stream.of("customerId"), names(PATH_VARIABLE, this.operation.path()), names(PARAMETER, content.query()),
					content.headers().keySet().stream())
			.flatMap((names) -> names)
			.collect(Collectors.toSet());
	}

	private static Stream<String> names(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((match) -> match.group(1));
	}

	@Override
	public String toString() {
		return this.operation + ", " + this.name;
	}

	private static RequestVariant variant(String operation, String name, int status,
			BiFunction<Customer, Integer, Content> content) {
		return new RequestVariant(
				ContractOperation.all().filter((known) -> known.id().equals(operation)).findFirst().orElseThrow(), name,
				status, content);
	}

	private static Content path(Object variable) {
		return new Content(variable.toString(), "", Map.of(), "");
	}

	private static Content query(String query) {
		return new Content("", query, Map.of(), "");
	}

	private static Content body(String json) {
		return new Content("", "", Map.of(), json);
	}

	private static Content tags(Customer customer, String parameter, int... numbers) {
		return query(
				ids(customer, numbers).stream().map((id) -> parameter + "=" + id).collect(Collectors.joining("&")));
	}

	private static Content bulk(List<String> deviceIds, Customer customer, int... tags) {
		return json(Map.of("deviceIds", deviceIds, "tagIds", ids(customer, tags)));
	}

	private static Content change(List<String> deviceIds, Customer customer) {
		return json(Map.of("deviceIds", deviceIds, "assignTagIds", ids(customer, 11, 12), "unassignTagIds",
				ids(customer, 4)));
	}

	private static Content json(Map<String, ?> content) {
		return body(JsonMapper.shared().writeValueAsString(content));
	}

	private static List<UUID> ids(Customer customer, int... tags) {
		return Arrays.stream(tags).mapToObj(customer::tag).toList();
	}

	private static List<String> newDevices(String prefix, int count) {
		return IntStream.range(0, count).mapToObj((i) -> prefix + ":" + i).toList();
	}

	private static List<String> storedDevices(int count) {
		return IntStream.rangeClosed(1, count).mapToObj(SkewedData::device).toList();
	}

	/** As the server makes them, after what a tag is ordered by. */
	private static String cursor(String position) {
		return "n" + HexFormat.of().formatHex(position.getBytes(StandardCharsets.UTF_8));
	}

	/** What differs from call to call. */
	record Content(String pathVariable, String query, Map<String, String> headers, String body) {

		Content and(Content more) {
			return new Content(this.pathVariable + more.pathVariable, this.query + "&" + more.query, this.headers,
					this.body + more.body);
		}

		Content with(String header, String value) {
			return new Content(this.pathVariable, this.query, Map.of(header, value), this.body);
		}

	}

}
