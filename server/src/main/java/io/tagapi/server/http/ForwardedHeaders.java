package io.tagapi.server.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import io.tagapi.server.deployment.Settings;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorResponseWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the address by which a client knows this server from {@code Forwarded} or
 * {@code X-Forwarded-…}, if a proxy sends it that the operator trusts. Anybody else could
 * make links lead elsewhere, so what they send is removed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class ForwardedHeaders extends OncePerRequestFilter {

	/**
	 * A path or, where one proxy is behind another, several. It never goes back, so that
	 * a long header does not fill the stack.
	 */
	private static final Pattern PREFIXES = Pattern
		.compile("PATH(?:\\s*+,\\s*+PATH)*+".replace("PATH", "(?:/(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})++)*+/?+"));

	/** Redirects repeat them, and the headers of a response have a limit. */
	private static final int MAX_PREFIXES = 1000;

	private final List<IpAddressMatcher> proxies;

	private final ForwardedHeaderFilter use = new ForwardedHeaderFilter();

	private final ForwardedHeaderFilter remove = new ForwardedHeaderFilter();

	private final ErrorResponseWriter errors;

	ForwardedHeaders(Settings settings, ErrorResponseWriter errors) {
		this.proxies = settings.trustedProxies().stream().map(IpAddressMatcher::new).toList();
		this.errors = errors;
		this.use.setRelativeRedirects(true);
		this.remove.setRemoveOnly(true);
	}

	/** A request that has waited goes on as it was sent by the proxy. */
	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		boolean trusted = this.proxies.stream().anyMatch((proxy) -> proxy.matches(request.getRemoteAddr()));
		if (!trusted) {
			this.remove.doFilter(request, response, chain);
		}
		else if (isWellFormed(Objects.requireNonNullElse(request.getHeader("X-Forwarded-Prefix"), ""))) {
			ExplainedRejection explained = new ExplainedRejection(request, response);
			this.use.doFilter(request, explained, explained.before(chain));
		}
		else {
			this.errors.send(request, response, malformed());
		}
	}

	private static boolean isWellFormed(String prefixes) {
		return prefixes.length() <= MAX_PREFIXES && PREFIXES.matcher(prefixes).matches();
	}

	/** Redirects are made of it, before they become relative. */
	private static boolean hasAddress(ServletRequest request) {
		String authority = request.getServerName() + ":" + request.getServerPort();
		try {
			return authority.equals(new URI(request.getScheme() + "://" + authority).getRawAuthority());
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static ApiException malformed() {
		return ApiException.invalid("a header by which a proxy says how it was addressed, such as X-Forwarded-Prefix, "
				+ "X-Forwarded-Port or Forwarded, is malformed");
	}

	/**
	 * The response while Spring's filter reads the headers: where they are malformed, it
	 * has the error object instead of nothing.
	 */
	private final class ExplainedRejection extends HttpServletResponseWrapper {

		private final HttpServletRequest request;

		private boolean accepted;

		ExplainedRejection(HttpServletRequest request, HttpServletResponse response) {
			super(response);
			this.request = request;
		}

		/** A request without such a header is passed on as it is. */
		FilterChain before(FilterChain chain) {
			return (request, response) -> {
				if (request.equals(this.request) || hasAddress(request)) {
					this.accepted = true;
					chain.doFilter(request, response);
				}
				else {
					sendError(HttpServletResponse.SC_BAD_REQUEST);
				}
			};
		}

		@Override
		public void sendError(int status) throws IOException {
			if (this.accepted) {
				super.sendError(status);
			}
			else {
				ForwardedHeaders.this.errors.send(this.request, (HttpServletResponse) getResponse(), malformed());
			}
		}

	}

}
