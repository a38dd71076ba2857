package io.tagapi.server.http.error;

import java.io.IOException;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * What the container shows when a filter or servlet has called {@code sendError} or
 * thrown: the error object instead of a page.
 */
@Controller
class ErrorPage implements ErrorController {

	private final ErrorResponseWriter errors;

	ErrorPage(ErrorResponseWriter errors) {
		this.errors = errors;
	}

	@RequestMapping("${spring.web.error.path:${error.path:/error}}")
	void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
			this.errors.send(request, response, failure);
		}
		else if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status) {
			ErrorResponseWriter.send(response, ApiError.ofStatus(status));
		}
		else {
			this.errors.send(request, response, ApiException.notFound("there is nothing at this path"));
		}
	}

}
