package io.tagapi.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Keeps the address that a login has interrupted with the browser, in a cookie: those who
 * have not logged in take no memory of the server.
 */
final class InterruptedRequests extends CookieRequestCache {

	/** Browsers keep cookies of up to 4096 bytes, and this one is in Base64. */
	private static final int MAX_QUERY = 2500;

	private final String path;

	/**
	 * Keeps the requests of one path.
	 * @param path the path, within the context
	 */
	InterruptedRequests(String path) {
		this.path = path;
		setRequestMatcher((request) -> HttpMethod.GET.matches(request.getMethod())
				&& path.equals(request.getServletPath()) && isShort(request.getQueryString()));
	}

	private static boolean isShort(@Nullable String query) {
		return query != null && query.length() <= MAX_QUERY;
	}

	/**
	 * A cookie of another sandbox on this machine, or one that somebody has made up, is
	 * none of this server.
	 */
	@Override
	public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
		try {
			SavedRequest interrupted = super.getRequest(request, response);
			String own = ServletUriComponentsBuilder.fromContextPath(request).path(this.path).toUriString();
			return (interrupted != null && interrupted.getRedirectUrl().startsWith(own + "?")) ? interrupted : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
