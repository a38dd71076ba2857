package io.tagapi.spec.compare;

import java.util.Set;

/**
 * The keywords of schemas by what they are for.
 */
final class Keywords {

	/** Keywords that only describe. */
	static final Set<String> ANNOTATIONS = Set.of("title", "description", "example", "examples", "default",
			"deprecated", "nullable", "readOnly", "writeOnly", "externalDocs", "$comment");

	/** Keywords that have a comparison of their own. */
	static final Set<String> COMPARED = Set.of("$ref", "$defs", "definitions", "$anchor", "type", "format", "nullable",
			"enum", "const", "x-extensible-enum", "x-enum-varnames", "default", "x-default", "pattern", "uniqueItems",
			"properties", "required", "additionalProperties", "items", "allOf", "oneOf", "anyOf", "not",
			"discriminator", "readOnly", "writeOnly", "multipleOf", "minimum", "maximum", "exclusiveMinimum",
			"exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties",
			"patternProperties", "prefixItems", "contains", "minContains", "maxContains", "then", "else",
			"unevaluatedItems", "unevaluatedProperties", "contentSchema", "if", "propertyNames", "dependentSchemas",
			"dependentRequired");

	/** Extensions by which generators choose names and types. */
	static final Set<String> GENERATED = Set.of("x-enumNames", "x-enum-names", "x-ms-enum", "x-ms-client-name",
			"x-ms-client-flatten", "x-go-name", "x-go-type", "x-go-type-name", "x-go-type-import", "x-java-type",
			"x-codegen-request-body-name", "x-client-name", "x-speakeasy-name-override", "x-speakeasy-group",
			"x-fern-sdk-method-name", "x-fern-sdk-group-name", "x-fern-type-name", "x-discriminator-value",
			"x-class-name", "x-model-name", "x-type", "x-rust-type", "x-cs-type", "x-ts-type", "x-operation-name",
			"x-nullable");

	private Keywords() {
	}

}
