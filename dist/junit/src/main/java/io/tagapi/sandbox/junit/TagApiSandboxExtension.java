package io.tagapi.sandbox.junit;

import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a sandbox before the first test that uses this extension, and passes it to tests
 * that have a parameter {@link TagApiSandbox}. All test classes with the same settings
 * share one sandbox, which ends after the last of them. It needs JUnit 5.13 or newer.
 */
public final class TagApiSandboxExtension implements BeforeAllCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(TagApiSandboxExtension.class);

	private final Map<String, String> settings;

	/**
	 * For {@code @ExtendWith}: every customer id is a customer, so that each test can
	 * take one of its own.
	 */
	public TagApiSandboxExtension() {
		this(Map.of("tag-api.customers", "*"));
	}

	/**
	 * For {@code @RegisterExtension}.
	 * @param settings those of the sandbox
	 */
	public TagApiSandboxExtension(Map<String, String> settings) {
		this.settings = Map.copyOf(settings);
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		sandbox(context);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == TagApiSandbox.class;
	}

	@Override
	public TagApiSandbox resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return sandbox(context);
	}

	/**
	 * JUnit closes it with the store of the whole run. The method that replaces this one
	 * is not there in JUnit 5.
	 */
	@SuppressWarnings("deprecation")
	private TagApiSandbox sandbox(ExtensionContext context) {
		return Objects.requireNonNull(context.getRoot()
			.getStore(NAMESPACE)
			.getOrComputeIfAbsent(this.settings, TagApiSandbox::start, TagApiSandbox.class));
	}

}
