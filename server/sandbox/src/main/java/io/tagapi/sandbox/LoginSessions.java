package io.tagapi.sandbox;

import java.util.Arrays;
import java.util.Comparator;

import org.apache.catalina.Session;
import org.apache.catalina.session.StandardManager;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Bounds the sessions of people who log in: anybody can begin one, and it keeps the
 * request that the login has interrupted. The one that was used least recently makes room
 * for another.
 */
@Component
class LoginSessions implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	static final int MAX = 500;

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addContextCustomizers((context) -> context.setManager(new BoundedManager()));
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
