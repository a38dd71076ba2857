package io.tagapi.server.http.request;

import java.util.List;
import java.util.Map;

import io.tagapi.server.contract.Contract;
import io.tagapi.server.contract.Operation;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * A parameter of a generated operation: where its value comes from.
 *
 * @param in where the value is found
 * @param name the name in the contract; empty for the body
 * @param parameter the parameter with its type and its constraints
 * @param defaultValue what holds when the value is absent
 */
record Argument(In in, String name, MethodParameter parameter, @Nullable String defaultValue) {

	enum In {

		QUERY, PATH, HEADER, BODY

	}

	private static Argument of(MethodParameter parameter, Map<String, String> defaults) {
		RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
		if (query != null) {
			return new Argument(In.QUERY, query.value(), parameter, defaults.get(query.value()));
		}
		PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
		if (path != null) {
			return new Argument(In.PATH, path.value(), parameter, null);
		}
		RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
		if (header != null) {
			return new Argument(In.HEADER, header.value(), parameter, null);
		}
		Assert.state(parameter.hasParameterAnnotation(RequestBody.class),
				() -> "The contract has a kind of parameter that is not read yet: " + parameter);
		return new Argument(In.BODY, "", parameter, null);
	}

	/** Whether the parameter may be given several times. */
	boolean isList() {
		return this.parameter.getParameterType() == List.class;
	}

	/** The type of the value or, of a list, of its elements. */
	Class<?> valueType() {
		return isList() ? ResolvableType.forMethodParameter(this.parameter).getGeneric(0).toClass()
				: this.parameter.getParameterType();
	}

	static Argument[] of(HandlerMethod operation) {
		Map<String, String> defaults = Contract.operation(operation.getMethod().getName())
			.map(Operation::queryDefaults)
			.orElseGet(Map::of);
		MethodParameter[] parameters = operation.getMethodParameters();
		Argument[] arguments = new Argument[parameters.length];
		for (int i = 0; i < parameters.length; i++) {
			arguments[i] = of(parameters[i], defaults);
		}
		return arguments;
	}

}
