package io.tagapi.spec.generated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same contract, written in another way.
 */
enum Rewriting {

	/** Everything that is shared is written where it is used. */
	INLINE {
		@Override
		@Nullable Object rewrite(Part part) {
			if (part.reference() != null && !part.pointer().contains("/discriminator/")
					&& !part.pointer().matches(".*/(oneOf|anyOf)/[0-9]+")) {
				return rewrite(part.resolved());
			}
			return children(part);
		}
	},

	/** Every named schema is an allOf of itself, twice. */
	ALL_OF {
		@Override
		@Nullable Object rewrite(Part part) {
			Object value = children(part);
			return part.pointer().matches("/components/schemas/[^/]+")
					? new LinkedHashMap<>(Map.of("allOf", new ArrayList<>(List.of(value, value)))) : value;
		}
	};

	abstract @Nullable Object rewrite(Part part);

	@Nullable Object children(Part part) {
		if (part.isMap()) {
			Map<String, @Nullable Object> map = new LinkedHashMap<>();
			part.entries().forEach((key, child) -> map.put(key, rewrite(child)));
			return map;
		}
		if (part.isList()) {
			List<@Nullable Object> list = new ArrayList<>();
			part.items().forEach((item) -> list.add(rewrite(item)));
			return list;
		}
		return part.value();
	}

	Contract of(Contract contract) {
		return Contract.parse(name() + " of " + contract.source(),
				JsonMapper.shared().writeValueAsString(rewrite(contract.root())));
	}

}
