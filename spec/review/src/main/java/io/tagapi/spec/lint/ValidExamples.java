package io.tagapi.spec.lint;

import java.util.Map;
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
		SchemaRegistry schemas = SchemaRegistry.withDialect(Dialects.getOpenApi30(),
				(builder) -> builder.schemas(Map.of(LOCATION, JSON.writeValueAsString(contract.root().value()))));
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

	private static void check(SchemaRegistry schemas, @Nullable Part schema, @Nullable Part example,
			BiConsumer<Part, String> breach) {
		if (schema == null || example == null) {
			return;
		}
		Schema validator = schemas.getSchema(SchemaLocation.of(LOCATION + "#" + schema.resolved().pointer()));
		validator
			.validate(JSON.valueToTree(example.value()),
					(context) -> context.executionConfig((config) -> config.formatAssertionsEnabled(true)))
			.forEach((error) -> breach.accept(example, error.toString()));
	}

}
