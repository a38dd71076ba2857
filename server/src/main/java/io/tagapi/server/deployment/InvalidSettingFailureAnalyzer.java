package io.tagapi.server.deployment;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationErrors;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;

/**
 * Says in one sentence which setting stopped the start. It comes before Spring's own
 * analyzers, some of which do not name it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class InvalidSettingFailureAnalyzer implements FailureAnalyzer {

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (@Nullable
		Throwable cause = failure; cause != null; cause = cause.getCause()) {
			@Nullable String sentence = sentence(cause);
			if (sentence != null) {
				return new FailureAnalysis(sentence, "See the table of settings in docs/configuration.md.", failure);
			}
		}
		return null;
	}

	private static @Nullable String sentence(Throwable cause) {
		return switch (cause) {
			case InvalidSettingException exception -> exception.getMessage();
			case PortInUseException exception ->
				"The port " + exception.getPort() + " is in use by another program: stop it, or set " + PortCheck.API
						+ ", or " + PortCheck.MANAGEMENT + " if it is that one, to a free one.";
			case java.net.BindException exception ->
				"The server cannot have the port and the address of " + PortCheck.API + " and server.address, or of "
						+ PortCheck.MANAGEMENT + " and management.server.address: " + exception.getMessage() + ".";
			case BindException exception -> cannotBe(exception);
			case BindValidationException exception -> outOfRange(exception.getValidationErrors());
			default -> null;
		};
	}

	private static @Nullable String outOfRange(ValidationErrors errors) {
		return errors.getAllErrors()
			.stream()
			.filter(FieldError.class::isInstance)
			.map(FieldError.class::cast)
			.map((error) -> "The setting " + errors.getName() + "."
					+ DataObjectPropertyName.toDashedForm(error.getField()) + " " + error.getDefaultMessage() + ".")
			.sorted()
			.findFirst()
			.orElse(null);
	}

	private static String described(Class<?> type) {
		if (type == Duration.class) {
			return "a length of time, such as 5s";
		}
		if (type == DataSize.class) {
			return "a size, such as 1MB";
		}
		if (type == boolean.class || type == Boolean.class) {
			return "true or false";
		}
		if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
			return "a whole number";
		}
		return "of the type " + type.getSimpleName();
	}

	private static @Nullable String cannotBe(BindException exception) {
		@Nullable ConfigurationProperty property = exception.getProperty();
		@Nullable Class<?> type = exception.getTarget().getType().resolve();
		if (property == null || type == null) {
			return null;
		}
		if (type == Path.class) {
			return "The setting " + exception.getName() + " cannot be \"" + property.getValue()
					+ "\": it is no path, or has characters that the locale of the server cannot write. Start it with a"
					+ " UTF-8 locale, such as LC_ALL=C.UTF-8.";
		}
		return "The setting " + exception.getName() + " cannot be \"" + property.getValue() + "\": it has to be "
				+ described(type) + ".";
	}

}
