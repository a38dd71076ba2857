package io.tagapi.server.security;

import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Grants an operation to tokens that have one of its scopes. A path or method that the
 * contract does not have needs a token only; it ends as 404 or 405.
 */
class ScopeAuthorization implements AuthorizationManager<RequestAuthorizationContext> {

	/** A token may have thousands. */
	private static final int MAX_NAMED = 20;

	private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

	private final ContractScopes contract;

	ScopeAuthorization(ContractScopes contract) {
		this.contract = contract;
	}

	@Override
	public AuthorizationResult authorize(Supplier<? extends @Nullable Authentication> authentication,
			RequestAuthorizationContext context) {
		@Nullable Authentication actor = authentication.get();
		if (!this.trust.isAuthenticated(actor)) {
			return new AuthorizationDecision(false);
		}
		return this.contract.of(context.getRequest())
			.map((scopes) -> decide(actor, scopes))
			.orElseGet(() -> new AuthorizationDecision(true));
	}

	private static AuthorizationDecision decide(Authentication actor, Set<String> scopes) {
		if (!(actor instanceof AccessToken token)) {
			return new AuthorizationDecision(false);
		}
		return Collections.disjoint(token.scopes(), scopes)
				? new ScopeMissing("the access token needs the scope " + String.join(" or ", scopes) + "; it has "
						+ described(token.scopes()) + " (in the claims " + token.scopeClaims() + ")")
				: new AuthorizationDecision(true);
	}

	private static String described(Set<String> scopes) {
		if (scopes.isEmpty()) {
			return "none";
		}
		String named = scopes.stream()
			.limit(MAX_NAMED)
			.map(ExplainingJwtDecoder::printable)
			.collect(Collectors.joining(", "));
		return (scopes.size() > MAX_NAMED) ? named + " and " + (scopes.size() - MAX_NAMED) + " more" : named;
	}

	/** A rejection that knows what would have been enough. */
	static final class ScopeMissing extends AuthorizationDecision {

		private static final long serialVersionUID = 1L;

		private final String reason;

		ScopeMissing(String reason) {
			super(false);
			this.reason = reason;
		}

		String reason() {
			return this.reason;
		}

	}

}
