package io.tagapi.spec.compare;

/**
 * The changes that break some client: on the wire, or in the code that is generated for
 * it.
 */
public enum BreakingRule implements Rule {

	OPERATION_REMOVED(Deed.REMOVED, "operation removed", "Calls of it are rejected with 404 or 405."),

	OPERATION_MOVED(Deed.CHANGED, "path or method changed", "Calls of the old one are rejected with 404 or 405."),

	OPERATION_ID_CHANGED(Deed.CHANGED, "operationId changed", "The method of every generated client has another name."),

	OPERATION_GROUP_CHANGED(Deed.CHANGED, "tag changed", "Generated clients move the method to another class."),

	OPERATION_ID_DOUBLED(Deed.CHANGED, "operationId is there twice",
			"Generators reject the contract, or give one of the methods another name."),

	PATH_UNREACHABLE(Deed.ADDED, "path is the same as another one up to the names of its parameters",
			"No call can tell them apart: one of the two is never reached."),

	PATH_SHADOWS(Deed.ADDED, "path takes calls of an older one",
			"A literal path goes before a variable one, so calls with that value reach another operation."),

	SECURITY_TIGHTENED(Deed.CHANGED, "security tightened", "A token that was enough no longer is."),

	SECURITY_SCHEME_CHANGED(Deed.CHANGED, "security scheme changed",
			"Clients get or send their tokens by the old way."),

	BASE_PATH_CHANGED(Deed.CHANGED, "server changed",
			"Clients call the old address, with the old values of its variables."),

	PARAMETER_REMOVED(Deed.REMOVED, "parameter removed",
			"The server no longer heeds it, and generated methods lose an argument."),

	PARAMETER_MOVED(Deed.CHANGED, "parameter moved", "Clients send it where the server no longer looks."),

	PATH_PARAMETER_RENAMED(Deed.CHANGED, "path parameter renamed",
			"Generated methods that name their arguments no longer compile."),

	REQUIRED_PARAMETER_ADDED(Deed.ADDED, "required parameter added", "Calls without it are refused."),

	PARAMETER_REQUIRED(Deed.CHANGED, "parameter became required", "Calls without it are refused."),

	PARAMETER_STYLE_CHANGED(Deed.CHANGED, "serialization changed",
			"The server reads what clients send in another way."),

	EMPTY_VALUE_REFUSED(Deed.CHANGED, "empty value no longer allowed", "Calls that send the name alone are refused."),

	OPTIONAL_PARAMETER_INSERTED(Deed.ADDED, "optional parameter in front of an older one",
			"Generated methods take arguments by position, and the later ones move; put it at the end."),

	PARAMETERS_REORDERED(Deed.CHANGED, "order of the parameters changed",
			"Generated methods take them by position; two of one type are swapped in silence."),

	REQUEST_BODY_REMOVED(Deed.REMOVED, "request body removed",
			"What clients send is ignored or refused, and generated methods lose an argument."),

	REQUIRED_REQUEST_BODY_ADDED(Deed.ADDED, "required request body added", "Calls without it are refused."),

	REQUEST_BODY_REQUIRED(Deed.CHANGED, "request body became required", "Calls without it are refused."),

	CONTENT_TYPE_REMOVED(Deed.REMOVED, "content type removed", "Clients that send or accept it are refused."),

	RESPONSE_REMOVED(Deed.REMOVED, "response removed",
			"Clients that handle the status wait for it in vain, and get what they do not expect."),

	SUCCESS_STATUS_ADDED(Deed.ADDED, "second success status",
			"Clients that wait for the old one take it for a failure, or do not decode its body."),

	RESPONSE_HEADER_REMOVED(Deed.REMOVED, "header removed", "Clients that read it find nothing."),

	RESPONSE_HEADER_OPTIONAL(Deed.CHANGED, "header became optional", "Clients that rely on it fail when it is absent."),

	LINK_REMOVED(Deed.REMOVED, "link removed", "Clients that follow it find nothing."),

	LINK_CHANGED(Deed.CHANGED, "link changed", "Clients that follow it arrive at something else."),

	CALLBACK_REMOVED(Deed.REMOVED, "callback removed", "Clients wait for it in vain."),

	CALLBACK_BODY_OPTIONAL(Deed.CHANGED, "body of the callback became optional",
			"Clients that read it fail when it is absent."),

	CALLBACK_RESPONSE_REMOVED(Deed.REMOVED, "response to the callback removed",
			"The server no longer expects what clients send back."),

	SCHEMA_RENAMED(Deed.CHANGED, "schema renamed", "Generated classes have another name."),

	SCHEMA_REMOVED(Deed.REMOVED, "schema removed", "Generated classes are gone."),

	TYPE_CHANGED(Deed.CHANGED, "type changed",
			"Clients send or read the old type, and generated code does not compile."),

	FORMAT_CHANGED(Deed.CHANGED, "format changed",
			"Generated code has another type, or the text is read in another way."),

	REQUEST_NULL_REFUSED(Deed.CHANGED, "null no longer allowed", "Requests with null are refused."),

	RESPONSE_NULL_POSSIBLE(Deed.CHANGED, "null became possible", "Clients that never met a null there fail on it."),

	REQUEST_PROPERTY_REMOVED(Deed.REMOVED, "property removed",
			"Requests are closed: those that send it are refused, and generated code loses it."),

	REQUEST_PROPERTY_IGNORED(Deed.REMOVED, "property removed from open requests",
			"It is ignored in silence, and generated code loses it."),

	PROPERTY_RENAMED(Deed.CHANGED, "property renamed",
			"Clients that read the old name find nothing, and those that send it are refused or ignored."),

	PARAMETER_RENAMED(Deed.CHANGED, "parameter renamed",
			"The server no longer reads what clients send under the old name."),

	RESPONSE_PROPERTY_REMOVED(Deed.REMOVED, "property removed", "Clients that read it find nothing."),

	PROPERTY_ADDED_TO_CLOSED(Deed.ADDED, "property added to closed responses",
			"Clients that keep to the closed schema refuse what they do not know."),

	REQUIRED_PROPERTY_ADDED(Deed.ADDED, "required property added", "Requests without it are refused."),

	REQUEST_PROPERTY_REQUIRED(Deed.CHANGED, "property became required", "Requests without it are refused."),

	RESPONSE_PROPERTY_OPTIONAL(Deed.CHANGED, "property became optional",
			"Clients that rely on it fail when it is absent."),

	REQUIRED_PROPERTIES_REORDERED(Deed.CHANGED, "order of the required properties changed",
			"Generated constructors take them by position; two of one type are swapped in silence."),

	ENUM_VALUE_REMOVED(Deed.REMOVED, "value removed",
			"Requests with it are refused, and generated code loses the constant."),

	RESPONSE_ENUM_VALUE_REMOVED(Deed.REMOVED, "value removed from responses",
			"Generated code loses the constant, and clients wait for the value in vain."),

	RESPONSE_ENUM_VALUE_ADDED(Deed.ADDED, "value added to a closed enum",
			"Generated clients fail on a value that they do not know."),

	GENERATED_NAME_CHANGED(Deed.CHANGED, "name in generated code changed",
			"The extension tells generators how to name or type it, and code that uses the old name does not compile."),

	ENUM_OPENED(Deed.CHANGED, "closed enum removed", "Generated code has a string instead of an enum."),

	ENUM_CLOSED(Deed.CHANGED, "closed enum introduced",
			"Other values are refused, and generated code has an enum instead of a string."),

	KNOWN_VALUE_REMOVED(Deed.REMOVED, "known value removed",
			"Clients that send it or handle it rest on a value that is gone."),

	REQUEST_LIMIT_TIGHTENED(Deed.CHANGED, "limit tightened", "Requests beyond the new limit are refused."),

	RESPONSE_LIMIT_LOOSENED(Deed.CHANGED, "limit loosened",
			"Clients that check responses, as generated Python does, or sized a column by the limit fail on longer values."),

	PATTERN_CHANGED(Deed.CHANGED, "pattern changed",
			"Old requests may no longer match it, or responses no longer match the one that clients check."),

	DEFAULT_CHANGED(Deed.CHANGED, "default changed", "Clients that leave the value out get something else."),

	ADDITIONAL_PROPERTIES_CLOSED(Deed.CHANGED, "unknown properties forbidden",
			"They are refused in requests; in responses strict clients fail as soon as a later version adds one."),

	ADDITIONAL_PROPERTIES_CHANGED(Deed.CHANGED, "additional properties changed",
			"Clients that were generated from the closed or narrower schema fail on what is new."),

	DIRECTION_LIMITED(Deed.CHANGED, "readOnly or writeOnly set",
			"The property may no longer be sent, or is no longer returned."),

	ALTERNATIVE_REMOVED(Deed.REMOVED, "alternative removed",
			"Requests of that kind are refused, and generated classes are gone."),

	RESPONSE_ALTERNATIVE_ADDED(Deed.ADDED, "alternative added",
			"Clients cannot decode a kind of response that they do not know."),

	DISCRIMINATOR_CHANGED(Deed.CHANGED, "discriminator changed", "Clients choose the wrong kind, or none."),

	ERROR_CODE_HIDDEN(Deed.REMOVED, "no example shows this code any more",
			"The code belonged to the documented responses of the operation; clients that handle it rest on it."),

	UNCLASSIFIED(Deed.CHANGED, "changed in a way that no rule knows",
			"It counts as breaking until a rule says otherwise.");

	private final Deed deed;

	private final String says;

	private final String why;

	BreakingRule(Deed deed, String says, String why) {
		this.deed = deed;
		this.says = says;
		this.why = why;
	}

	@Override
	public Weight weight() {
		return Weight.BREAKING;
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
