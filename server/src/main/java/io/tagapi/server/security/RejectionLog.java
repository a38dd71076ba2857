package io.tagapi.server.security;

import java.text.ParseException;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import io.tagapi.server.http.error.LineLimit;
import io.tagapi.server.http.response.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Logs rejected tokens: a line each, with what an operator looks for first, and never the
 * token. Anybody can send tokens that are rejected, so there is a limit for each period;
 * the next line says how many were left out.
 */
@Component
class RejectionLog {

	private static final Logger logger = LoggerFactory.getLogger(RejectionLog.class);

	private static final String BEARER = "bearer ";

	private final LineLimit limit;

	RejectionLog(ObjectProvider<Ticker> ticker) {
		this.limit = new LineLimit(ticker.getIfAvailable(Ticker::systemTicker)::read);
	}

	/**
	 * Logs a rejection, if the limit allows it.
	 * @param request the request with the token
	 * @param reason why it is rejected
	 */
	void log(HttpServletRequest request, String reason) {
		long skipped = this.limit.next();
		if (skipped < 0) {
			return;
		}
		if (skipped > 0) {
			logger.info("{} more access tokens were rejected, and not logged", skipped);
		}
		JWTClaimsSet claims = claims(request);
		logger.info("Request {} is rejected: {}; issuer {}, client {}", RequestId.of(request),
				ExplainingJwtDecoder.printable(reason), printable(claims.getIssuer()),
				printable(ActorClaims.CLIENTS.stream()
					.map(claims::getClaim)
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null)));
	}

	private static String printable(@Nullable Object claim) {
		return (claim != null) ? ExplainingJwtDecoder.printable(claim) : "unknown";
	}

	/** The claims as the token has them, verified or not. */
	private static JWTClaimsSet claims(HttpServletRequest request) {
		@Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		try {
			if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
				@Nullable JWTClaimsSet claims = JWTParser.parse(header.substring(BEARER.length())).getJWTClaimsSet();
				return (claims != null) ? claims : new JWTClaimsSet.Builder().build();
			}
		}
		catch (ParseException | RuntimeException ex) {
			logger.debug("The token of request {} cannot be parsed", RequestId.of(request));
		}
		return new JWTClaimsSet.Builder().build();
	}

}
