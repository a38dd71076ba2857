package io.tagapi.acceptance.security;

import java.util.List;
import java.util.Optional;

import io.tagapi.acceptance.AcceptanceTest;
import io.tagapi.server.http.limit.CustomerOfRequest;
import io.tagapi.server.security.AccessToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.convert.converter.Converter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The customer that limits count a request for, before the operation looks at it. Nobody
 * takes the turns of a customer without a token for it.
 */
@AcceptanceTest
class CustomerOfRequestTests {

	private final CustomerOfRequest customers;

	private final Converter<Jwt, AccessToken> tokens;

	CustomerOfRequestTests(@Autowired CustomerOfRequest customers, @Autowired Converter<Jwt, AccessToken> tokens) {
		this.customers = customers;
		this.tokens = tokens;
	}

	@AfterEach
	void forget() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void requestForACustomerOfItsTokenCountsForThat() {
		authenticate("acme", "demo");

		assertThat(customerOf("demo")).contains("demo");
	}

	@Test
	void requestForACustomerOfOthersCountsForNone() {
		authenticate("acme");

		assertThat(customerOf("demo")).isEmpty();
	}

	/** Also for one that is unknown, until it gets its 404. */
	@Test
	void requestWithATokenForAllCustomersCountsForTheOneThatItNames() {
		authenticate("*");

		assertThat(customerOf("demo")).contains("demo");
		assertThat(customerOf("unheard-of")).contains("unheard-of");
	}

	@Test
	void requestWithoutATokenOrACustomerCountsForNone() {
		assertThat(customerOf("demo")).isEmpty();

		authenticate("*");

		assertThat(this.customers.customerOf(new MockHttpServletRequest())).isEmpty();
	}

	private void authenticate(String... customers) {
		Jwt token = Jwt.withTokenValue("token")
			.header("alg", "RS256")
			.subject("alice")
			.claim("customer_ids", List.of(customers))
			.build();
		SecurityContextHolder.getContext().setAuthentication(this.tokens.convert(token));
	}

	private Optional<String> customerOf(String customerId) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setParameter("customerId", customerId);
		return this.customers.customerOf(request);
	}

}
