package io.tagapi.peer;

import java.util.Map;
import java.util.stream.Collectors;

import io.tagapi.peer.api.model.ErrorResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

@RestControllerAdvice
class Errors extends ResponseEntityExceptionHandler {

	private static final Map<Integer, String> MESSAGES = Map.of(400, "RESOURCE_INVALID_PARAM", 401,
			"AUTHORIZATION_FAIL", 403, "FORBIDDEN_ACCESS", 404, "RESOURCE_NOT_FOUND", 405, "METHOD_NOT_ALLOWED", 406,
			"NOT_ACCEPTABLE", 413, "PAYLOAD_TOO_LARGE", 415, "UNSUPPORTED_MEDIA_TYPE", 500, "INTERNAL_SERVER_ERROR");

	private static final Map<Integer, String> CODES = Map.of(400, "4000000", 404, "4040000");

	static ErrorResponse body(HttpStatusCode status, String detail) {
		int result = status.value();
		return new ErrorResponse(result, CODES.getOrDefault(result, result + "00000"),
				MESSAGES.getOrDefault(result, HttpStatus.valueOf(result).name()), detail);
	}

	@Override
	protected ResponseEntity<Object> handleExceptionInternal(Exception ex, Object problem, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		ErrorResponse error = body(status, detail(ex));
		if (ex instanceof MissingServletRequestParameterException) {
			error.code("4000001").message("MISSING_REQUIRED_PARAM");
		}
		return ResponseEntity.status(status).headers(headers).body(error);
	}

	private static String detail(Exception ex) {
		return switch (ex) {
			case MethodArgumentNotValidException invalid -> invalid.getFieldErrors()
				.stream()
				.map((error) -> error.getField() + " " + error.getDefaultMessage())
				.collect(Collectors.joining(", "));
			case HandlerMethodValidationException invalid -> invalid.getParameterValidationResults()
				.stream()
				.flatMap((result) -> result.getResolvableErrors()
					.stream()
					.map((error) -> result.getMethodParameter().getParameterName() + " " + error.getDefaultMessage()))
				.collect(Collectors.joining(", "));
			case org.springframework.web.ErrorResponse known when known.getBody().getDetail() != null ->
				known.getBody().getDetail();
			default -> "The request failed";
		};
	}

}
