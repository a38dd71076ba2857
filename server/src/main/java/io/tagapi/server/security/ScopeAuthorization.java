package io.tagapi.server.security;

import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Grants an operation to tokens that have one of its scopes. A path or method that the
 * contract does not have needs a token only; it ends as 404 or 405.
 */
class ScopeAuthorization implements AuthorizationManager<RequestAuthorizationContext> {

	private static final String PREFIX = "SCOPE_";

	private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

	private final ContractScopes contract;

	ScopeAuthorization(ContractScopes contract) {
		this.contract = contract;
	}

	@Override
	public AuthorizationResult authorize(Supplier<? extends @Nullable Authentication> authentication,
			RequestAuthorizationContext context) {
		@Nullable Authentication caller = authentication.get();
		if (!this.trust.isAuthenticated(caller)) {
			return new AuthorizationDecision(false);
		}
		return this.contract.operation(context.getRequest())
			.map((operation) -> decide(caller, operation))
			.orElseGet(() -> new AuthorizationDecision(true));
	}

	private static AuthorizationDecision decide(Authentication caller, ContractScopes.Operation operation) {
		return hasAny(caller, operation.scopes()) ? new AuthorizationDecision(true)
				: new ScopeMissing(operation.description());
	}

	private static boolean hasAny(Authentication caller, Set<String> scopes) {
		return caller.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.anyMatch((authority) -> authority != null && authority.startsWith(PREFIX)
					&& scopes.contains(authority.substring(PREFIX.length())));
	}

	/** A refusal that knows what would have been enough. */
	static final class ScopeMissing extends AuthorizationDecision {

		private static final long serialVersionUID = 1L;

		private final String scopes;

		ScopeMissing(String scopes) {
			super(false);
			this.scopes = scopes;
		}

		String scopes() {
			return this.scopes;
		}

	}

}
