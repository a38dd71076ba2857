package io.tagapi.sandbox;

import java.util.Arrays;
import java.util.Comparator;

import org.apache.catalina.Context;
import org.apache.catalina.Session;
import org.apache.catalina.session.StandardManager;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Bounds the sessions of people who have logged in. The one that was used least recently
 * makes room for another. Browsers send cookies to all ports of a machine, so the name of
 * the cookie has the port: sandboxes beside each other do not end each other's sessions.
 */
@Component
class LoginSessions implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	static final int MAX = 500;

	private static final String COOKIE = "TAG_API_SANDBOX_";

	private @Nullable Context context;

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addContextCustomizers((created) -> {
			created.setManager(new BoundedManager());
			this.context = created;
		});
	}

	/** Only now is it known which port that is. */
	@EventListener
	void nameCookie(ServletWebServerInitializedEvent event) {
		boolean isOfManagement = event.getApplicationContext().getServerNamespace() != null;
		if (this.context != null && !isOfManagement) {
			this.context.setSessionCookieName(COOKIE + event.getWebServer().getPort());
		}
	}

	private static final class BoundedManager extends StandardManager {

		private BoundedManager() {
			setPathname(null);
		}

		@Override
		public Session createSession(String id) {
			if (getActiveSessions() >= MAX) {
				Arrays.stream(findSessions())
					.min(Comparator.comparingLong(Session::getLastAccessedTimeInternal))
					.ifPresent(Session::expire);
			}
			return super.createSession(id);
		}

	}

}
