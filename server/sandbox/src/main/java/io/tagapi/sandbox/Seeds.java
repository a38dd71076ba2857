package io.tagapi.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.tagapi.server.deployment.InvalidSettingException;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.tag.TagService;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * The seeds of the customers: those of the file that the setting names, and the tags that
 * the contract's examples name, so that each example works as it is.
 */
@Component
class Seeds {

	private static final String EXAMPLES = "seed.json";

	/** It may quote what was sent. */
	private static final int MAX_MESSAGE = 300;

	/** As strict as operations are: no property twice, no value of another type. */
	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
		.withCoercionConfig(LogicalType.Textual,
				(text) -> Stream.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
					.forEach((shape) -> text.setCoercion(shape, CoercionAction.Fail)))
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private final Map<String, Seed> seeds;

	private final int maxTags;

	Seeds(SandboxProperties properties, TagService tags) throws IOException {
		this.maxTags = tags.maxTagsPerCustomer();
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

	private Map<String, Seed> read(Path file) {
		String setting = "The file " + file + " of the setting tag-api.sandbox.seed ";
		try {
			Map<String, Seed> read = JSON.readValue(Files.readAllBytes(file), SeedFile.class).customers();
			SeedProblems problems = new SeedProblems();
			new TreeMap<>(read)
				.forEach((customerId, seed) -> seed.check("customers." + customerId + ".", this.maxTags, problems));
			if (!problems.isEmpty()) {
				throw new InvalidSettingException(setting + "is not valid: " + problems.describe() + ".", null);
			}
			return read;
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
	 * @return the seed
	 * @throws ApiException 400 if it is no seed, or breaks rules of the contract
	 */
	Seed parse(byte[] json) {
		@Nullable Seed seed;
		try {
			seed = JSON.readValue(json, Seed.class);
		}
		catch (JacksonException ex) {
			throw ApiException
				.invalid("the request body is no seed: " + StringUtils.truncate(ex.getOriginalMessage(), MAX_MESSAGE));
		}
		if (seed == null) {
			throw ApiException.invalid("the request body is no seed: null");
		}
		SeedProblems problems = new SeedProblems();
		seed.check("", this.maxTags, problems);
		if (!problems.isEmpty()) {
			throw ApiException.invalid(problems.describe());
		}
		return seed;
	}

	private record SeedFile(Map<String, Seed> customers) {
	}

}
