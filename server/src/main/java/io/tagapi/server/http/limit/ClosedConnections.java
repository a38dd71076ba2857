package io.tagapi.server.http.limit;

import org.springframework.stereotype.Component;

/**
 * Counts the connections that the server closes although their client has not asked for
 * that, by reason.
 */
@Component
class ClosedConnections extends CountsByReason<ClosedConnections.Reason> {

	ClosedConnections() {
		super(Reason.class, "tag.api.connections.closed", "reason", "Connections that the server has closed");
	}

	/** Why a connection is closed. */
	enum Reason {

		/** The header of a request has taken too long. */
		SLOW_HEADER,

		/** Too many connections have an incomplete header, and this one began first. */
		INCOMPLETE_HEADERS,

		/**
		 * Nearly as many connections are open as may be, and nothing comes from this one.
		 */
		IDLE,

		/**
		 * Nearly as many connections are open as may be, and the address of this one has
		 * more than its share of them.
		 */
		MANY_CONNECTIONS,

		/** Many requests were sent ahead of their responses. */
		REQUESTS_AHEAD,

		/** The body of a request that has its response does not end. */
		UNREAD_BODY,

		/** The client does not read small responses, and there is no room for more. */
		UNREAD_RESPONSES

	}

}
