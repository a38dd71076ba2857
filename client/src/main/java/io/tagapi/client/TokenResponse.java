package io.tagapi.client;

import java.net.URI;
import java.time.Instant;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The response of a token endpoint, by RFC 6749, sections 5.1 and 5.2.
 */
sealed interface TokenResponse {

	/**
	 * An access token.
	 *
	 * @param value what is sent to the server
	 * @param renewAt when to use it no longer
	 */
	record AccessToken(String value, Instant renewAt) implements TokenResponse {

		private static final Pattern WELL_FORMED = Pattern.compile("[\\x21-\\x7e]+");

		/**
		 * Whether the value can be sent. The JDK would name a value that cannot in its
		 * exception.
		 */
		static boolean isWellFormed(@Nullable String value) {
			return value != null && WELL_FORMED.matcher(value).matches();
		}

		@Override
		public String toString() {
			return "AccessToken[renewAt=" + this.renewAt + "]";
		}

	}

	/**
	 * No access token.
	 *
	 * @param status the HTTP status
	 * @param error the OAuth error, or {@link TagApiException#NO_ERROR_OBJECT}
	 */
	record Refusal(int status, String error) implements TokenResponse {

		TagApiException toException(URI address) {
			return new TagApiException(this.status, TagApiException.NO_CODE, this.error,
					"The token endpoint %s gave no access token".formatted(address), null, null);
		}

	}

	/**
	 * A successful response without an access token in it.
	 */
	record Unreadable() implements TokenResponse {
	}

}
