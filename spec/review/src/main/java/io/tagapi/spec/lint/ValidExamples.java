package io.tagapi.spec.lint;

import java.util.Set;
import java.util.function.BiConsumer;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Grammar;
import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Examples are what they are examples of.
 */
final class ValidExamples implements HouseRule {

	private static final String LOCATION = "urn:contract";

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Set<String> KINDS = Set.of("MediaType", "Parameter", "Header");

	@Override
	public void check(Contract contract, BiConsumer<Part, String> breach) {
		// One schema that is all of the contract: to look each up by its location would
		// read the contract again.
		Schema schemas = SchemaRegistry
			.withDialect(contract.isOpenApi30() ? Dialects.getOpenApi30() : Dialects.getOpenApi31())
			.getSchema(SchemaLocation.of(LOCATION), JSON.<JsonNode>valueToTree(contract.root().value()));
		Grammar.openApi().walk(contract, (kind, part) -> {
			if (kind.equals("Schema")) {
				check(schemas, part, part.get("example"), breach);
			}
			else if (KINDS.contains(kind)) {
				Part schema = part.get("schema");
				check(schemas, schema, part.get("example"), breach);
				Part examples = part.get("examples");
				if (examples != null) {
					examples.entries()
						.values()
						.forEach((example) -> check(schemas, schema, example.resolved().get("value"), breach));
				}
			}
		});
	}

	private static void check(Schema schemas, @Nullable Part schema, @Nullable Part example,
			BiConsumer<Part, String> breach) {
		if (schema == null || example == null) {
			return;
		}
		schemas.getRefSchema(SchemaLocation.of(LOCATION + "#" + schema.resolved().pointer()).getFragment())
			.validate(JSON.valueToTree(example.value()),
					(context) -> context.executionConfig((config) -> config.formatAssertionsEnabled(true)))
			.forEach((error) -> breach.accept(example, error.toString()));
	}

}
