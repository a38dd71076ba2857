package io.tagapi.server.security;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is no signed token is rejected, and is no failure of the server, for which it
 * would log a stack trace each time.
 */
class TrustedIssuersTests {

	/** Headers are {@code null}, {@code []}, those of encrypted tokens, and others. */
	@ParameterizedTest
	@CsvSource({ "bnVsbA.e30.AAAA, no JSON Web Token", "W10.e30.AAAA, no JSON Web Token",
			"eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA, encrypted",
			"eyJhbGciOiJSUzI1NiJ9.bnVsbA.AAAA, no JSON Web Token", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA, names no issuer",
			"eyJhbGciOiJub25lIn0.e30., no signature", "a.b.c, no JSON Web Token" })
	void textThatIsNoSignedTokenIsRejected(String token, String reason) {
		ExplainingJwtDecoder decoder = new ExplainingJwtDecoder(new TrustedIssuers(List.of()));

		assertThatExceptionOfType(RejectedTokenException.class).isThrownBy(() -> decoder.decode(token))
			.withMessageContaining(reason);
	}

}
