package io.tagapi.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.tagapi.server.deployment.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The seeds of the customers: those of the file that the setting names, and the tags that
 * the contract's examples name, so that each example works as it is.
 */
@Component
class Seeds {

	private static final String EXAMPLES = "seed.json";

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private final Map<String, Seed> seeds;

	Seeds(SandboxProperties properties) throws IOException {
		@Nullable Path file = properties.seed();
		if (file != null) {
			this.seeds = read(file);
		}
		else if (properties.demoTags()) {
			this.seeds = JSON.readValue(new ClassPathResource(EXAMPLES).getContentAsByteArray(), SeedFile.class)
				.customers();
		}
		else {
			this.seeds = Map.of();
		}
	}

	private static Map<String, Seed> read(Path file) {
		String setting = "The file " + file + " of the setting tag-api.sandbox.seed ";
		try {
			Map<String, Seed> seeds = JSON.readValue(Files.readAllBytes(file), SeedFile.class).customers();
			List<String> problems = seeds.entrySet()
				.stream()
				.flatMap((entry) -> entry.getValue()
					.problems()
					.stream()
					.map((problem) -> "customers." + entry.getKey() + "." + problem))
				.sorted()
				.toList();
			if (!problems.isEmpty()) {
				throw new InvalidSettingException(setting + "is not valid: " + String.join("; ", problems) + ".", null);
			}
			return seeds;
		}
		catch (IOException ex) {
			throw new InvalidSettingException(setting + "cannot be read.", ex);
		}
		catch (JacksonException ex) {
			throw new InvalidSettingException(setting + "is no seed file: " + ex.getOriginalMessage() + ".", ex);
		}
	}

	/** The seeds, by customer. */
	Map<String, Seed> all() {
		return this.seeds;
	}

	/** The seed of a customer, which may be empty. */
	Seed of(String customerId) {
		return this.seeds.getOrDefault(customerId, Seed.EMPTY);
	}

	/**
	 * Reads the seed of one customer.
	 * @param json a seed as JSON
	 * @return the seed, whose values may break rules of the contract
	 * @throws JacksonException if it is no seed
	 */
	static Seed parse(byte[] json) {
		return JSON.readValue(json, Seed.class);
	}

	private record SeedFile(Map<String, Seed> customers) {
	}

}
