package io.tagapi.server.http.limit;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;

import org.springframework.stereotype.Component;

/**
 * Rejects requests with 429, and counts them by the limit that they have met.
 */
@Component
class LimitRejections extends CountsByReason<LimitRejections.Limit> {

	LimitRejections() {
		super(Limit.class, "tag.api.limit.rejections", "limit", "Requests that were rejected with 429");
	}

	/**
	 * Counts a rejection.
	 * @param limit the limit that is reached
	 * @param specifics the limit in words, for the client
	 * @return the exception to throw
	 */
	ApiException reject(Limit limit, String specifics) {
		count(limit);
		return new ApiException(ErrorCode.TOO_MANY_REQUESTS, specifics);
	}

	/** What is bounded. */
	enum Limit {

		/** The time for which a request waits for one of the server's threads. */
		SERVER,

		/** The threads for documents. */
		DOCUMENTS,

		/** The threads for the forms of the token endpoint. */
		FORMS,

		/** The requests of a customer. */
		CUSTOMER,

		/** The requests of an actor for customers that its token is not for. */
		ACTOR,

		/** The memory for bodies that are being received. */
		BODIES,

		/** The memory for large responses that are being sent. */
		RESPONSES

	}

}
