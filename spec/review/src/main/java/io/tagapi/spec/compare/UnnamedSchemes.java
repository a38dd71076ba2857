package io.tagapi.spec.compare;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Part;
import org.jspecify.annotations.Nullable;

/**
 * The security schemes that no requirement names. A contract whose generators read one
 * flow for each scheme has its further flows there: they are other ways to the tokens
 * that the operations ask for.
 */
final class UnnamedSchemes {

	private final Contract contract;

	private final Set<String> names;

	UnnamedSchemes(Contract contract) {
		this.contract = contract;
		Set<String> named = requirements(contract).flatMap((requirement) -> requirement.entries().keySet().stream())
			.collect(Collectors.toSet());
		this.names = Pair.entries(contract.find("/components/securitySchemes"))
			.keySet()
			.stream()
			.filter((name) -> !named.contains(name))
			.collect(Collectors.toSet());
	}

	Contract contract() {
		return this.contract;
	}

	private static Stream<Part> requirements(Contract contract) {
		return Stream.concat(Stream.of(contract.root()), Operation.all(contract).stream().map(Operation::part))
			.map((part) -> part.get("security"))
			.filter(Objects::nonNull)
			.flatMap((security) -> Pair.items(security).stream());
	}

	/** Further credentials for a scheme of OAuth, by flows that grant the same scopes. */
	Stream<Credential> credentials(String scheme, Part scopes) {
		if (!isOAuth(scheme)) {
			return Stream.empty();
		}
		List<String> asked = scopes.items().stream().map(Part::text).toList();
		return this.names.stream()
			.filter(this::isOAuth)
			.flatMap((name) -> Credential.all(this.contract, name, scopes)
				.stream()
				.filter((credential) -> scopesOf(name, credential.flow()).containsAll(asked)));
	}

	/** Whether no requirement names a scheme, nor can it stand for one that is named. */
	boolean isUnused(String name) {
		return this.names.contains(name) && !isOAuth(name);
	}

	private boolean isOAuth(String name) {
		@Nullable Part scheme = scheme(name);
		return scheme != null && "oauth2".equals(scheme.require("type").text());
	}

	private Set<String> scopesOf(String name, String flow) {
		return Pair.entries(new Pair(null, scheme(name)).get("flows").get(flow).get("scopes").after()).keySet();
	}

	private @Nullable Part scheme(String name) {
		@Nullable Part scheme = Pair.entries(this.contract.find("/components/securitySchemes")).get(name);
		return (scheme != null) ? scheme.resolved() : null;
	}

}
