package io.tagapi.peer;

import java.util.List;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

@Component
class CustomerAccess {

	void require(String customerId) {
		Jwt token = (Jwt) SecurityContextHolder.getContext().getAuthentication().getPrincipal();
		List<String> customers = token.getClaimAsStringList("customer_ids");
		if (customers == null || !(customers.contains("*") || customers.contains(customerId))) {
			throw new AccessDeniedException("the access token is not for the customer " + customerId);
		}
	}

}
