package io.tagapi.spec.compare;

/**
 * The changes that break nobody.
 */
public enum HarmlessRule implements Rule {

	OPERATION_ADDED(Weight.ADDITION, Deed.ADDED, "operation added", "Nobody calls it yet."),

	OPERATION_GROUP_ADDED(Weight.ADDITION, Deed.CHANGED, "tag added",
			"Generated clients offer the method in one more class."),

	DEPRECATED(Weight.ADDITION, Deed.CHANGED, "deprecated", "It goes on working; its users are told to move on."),

	SECURITY_LOOSENED(Weight.ADDITION, Deed.CHANGED, "security loosened", "Every token that was enough still is."),

	SECURITY_SCHEME_EXTENDED(Weight.ADDITION, Deed.ADDED, "security scheme extended",
			"Tokens are still got and sent as before."),

	SECURITY_FLOW_MOVED(Weight.ADDITION, Deed.CHANGED, "flow moved to another security scheme",
			"Tokens are still got in the same place, with the same scopes."),

	SERVER_ADDED(Weight.ADDITION, Deed.ADDED, "server added",
			"The first address is the same, and so are its variables."),

	OPTIONAL_PARAMETER_ADDED(Weight.ADDITION, Deed.ADDED, "optional parameter added",
			"Calls without it mean the same as before."),

	EMPTY_VALUE_ALLOWED(Weight.ADDITION, Deed.CHANGED, "empty value allowed", "Nobody has to send one."),

	PARAMETER_OPTIONAL(Weight.ADDITION, Deed.CHANGED, "parameter became optional",
			"Calls with it mean the same as before."),

	OPTIONAL_REQUEST_BODY_ADDED(Weight.ADDITION, Deed.ADDED, "optional request body added",
			"Calls without it mean the same as before."),

	REQUEST_BODY_OPTIONAL(Weight.ADDITION, Deed.CHANGED, "request body became optional",
			"Calls with it mean the same as before."),

	CONTENT_TYPE_ADDED(Weight.ADDITION, Deed.ADDED, "content type added", "Clients get and send what they name."),

	RESPONSE_ADDED(Weight.ADDITION, Deed.ADDED, "response added",
			"Clients treat a status that they do not know by its class."),

	RESPONSE_HEADER_ADDED(Weight.ADDITION, Deed.ADDED, "header added", "Clients ignore headers that they do not know."),

	RESPONSE_HEADER_REQUIRED(Weight.ADDITION, Deed.CHANGED, "header is always there",
			"Clients that did without it still can."),

	LINK_ADDED(Weight.ADDITION, Deed.ADDED, "link added", "Nobody has to follow it."),

	CALLBACK_ADDED(Weight.ADDITION, Deed.ADDED, "callback added", "Only clients that ask for it get it."),

	CALLBACK_RESPONSE_ADDED(Weight.ADDITION, Deed.ADDED, "response to the callback added",
			"Clients may send it back, and none has to."),

	RESPONSE_MERGED(Weight.ADDITION, Deed.CHANGED, "response merged into a range or the default",
			"The status may still come, and what comes with it is described there."),

	REQUEST_NULL_ALLOWED(Weight.ADDITION, Deed.CHANGED, "null became possible", "Nobody has to send it."),

	RESPONSE_NULL_EXCLUDED(Weight.ADDITION, Deed.CHANGED, "null no longer possible",
			"Clients that are ready for null meet none."),

	PROPERTY_ADDED(Weight.ADDITION, Deed.ADDED, "property added",
			"Nobody has to send it, and readers ignore what they do not know."),

	REQUEST_PROPERTY_OPTIONAL(Weight.ADDITION, Deed.CHANGED, "property became optional",
			"Requests with it mean the same as before."),

	RESPONSE_PROPERTY_REQUIRED(Weight.ADDITION, Deed.CHANGED, "property is always there",
			"Clients that did without it still can."),

	REQUEST_ENUM_VALUE_ADDED(Weight.ADDITION, Deed.ADDED, "value added to a closed enum", "Nobody has to send it."),

	KNOWN_VALUE_ADDED(Weight.ADDITION, Deed.ADDED, "known value added",
			"The list is open: clients accept values that they have not seen."),

	REQUEST_PATTERN_REMOVED(Weight.ADDITION, Deed.REMOVED, "pattern removed", "All old requests are allowed."),

	REQUEST_PATTERN_WIDENED(Weight.ADDITION, Deed.CHANGED, "pattern widened", "It matches all old requests as well."),

	RESPONSE_PATTERN_NARROWED(Weight.ADDITION, Deed.CHANGED, "pattern narrowed",
			"All new responses match the old one."),

	DEFAULT_MOVED(Weight.ADDITION, Deed.CHANGED, "default moved",
			"Into the schema or out of it, with the same value under `x-default`: the server applies it all the same."),

	REQUEST_LIMIT_LOOSENED(Weight.ADDITION, Deed.CHANGED, "limit loosened", "All old requests are within it."),

	RESPONSE_LIMIT_TIGHTENED(Weight.ADDITION, Deed.CHANGED, "limit tightened",
			"All new responses are within the old one."),

	ADDITIONAL_PROPERTIES_OPENED(Weight.ADDITION, Deed.CHANGED, "unknown properties allowed",
			"Nobody has to send one."),

	DIRECTION_FREED(Weight.ADDITION, Deed.CHANGED, "readOnly or writeOnly withdrawn",
			"The property may be sent, or is returned, as well."),

	REQUEST_ALTERNATIVE_ADDED(Weight.ADDITION, Deed.ADDED, "alternative added", "Nobody has to send it."),

	SCHEMA_RELOCATED(Weight.WORDING, Deed.CHANGED, "schema written in another place",
			"The data are the same. Generators name a class after the place of its schema; a `title` keeps the name."),

	PATTERN_REWRITTEN(Weight.WORDING, Deed.CHANGED, "pattern in another spelling", "It matches the same texts."),

	WORDING_CHANGED(Weight.WORDING, Deed.CHANGED, "wording changed", "Only people read it."),

	EXAMPLE_CHANGED(Weight.WORDING, Deed.CHANGED, "example changed", "Only people read it, and mock servers."),

	INFORMATION_CHANGED(Weight.WORDING, Deed.CHANGED, "information changed", "Only people read it."),

	REARRANGED(Weight.WORDING, Deed.CHANGED, "rearranged", "The file differs, but not in what a client sees.");

	private final Weight weight;

	private final Deed deed;

	private final String says;

	private final String why;

	HarmlessRule(Weight weight, Deed deed, String says, String why) {
		this.weight = weight;
		this.deed = deed;
		this.says = says;
		this.why = why;
	}

	@Override
	public Weight weight() {
		return this.weight;
	}

	@Override
	public Deed deed() {
		return this.deed;
	}

	@Override
	public String says() {
		return this.says;
	}

	@Override
	public String why() {
		return this.why;
	}

}
