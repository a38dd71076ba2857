package io.tagapi.server.http.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Duration;

import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.error.ErrorCode;
import io.tagapi.server.http.limit.BodyMemory;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Receives the bytes of a request body: no more than the largest that is accepted, within
 * a total time, and within the memory that there is for bodies. A client that sends a
 * byte now and then is cut off like one that sends none.
 */
@Component
class BodyReceiver {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final int CHUNK = 16_384;

	private final int maxSize;

	private final BodyMemory memory;

	BodyReceiver(@Value("${tag-api.max-request-size}") DataSize maxSize, BodyMemory memory) {
		this.maxSize = Math.toIntExact(maxSize.toBytes());
		this.memory = memory;
	}

	/**
	 * Receives the body.
	 * @param request the request; its body has not been read
	 * @return the bytes
	 * @throws ApiException 413 if there are too many, 400 if the client does not send
	 * them to their end in time, 429 if the memory for bodies is used up
	 */
	byte[] receive(HttpServletRequest request) {
		if (request.getContentLengthLong() > this.maxSize) {
			throw tooLarge();
		}
		@Nullable Principal principal = request.getUserPrincipal();
		String actor = (principal != null) ? principal.getName() : "";
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		long taken = 0;
		long start = System.nanoTime();
		try {
			InputStream input = request.getInputStream();
			byte[] chunk = new byte[CHUNK];
			for (int length = input.read(chunk); length >= 0; length = input.read(chunk)) {
				this.memory.take(actor, length);
				taken += length;
				if (taken > this.maxSize) {
					throw tooLarge();
				}
				if (System.nanoTime() - start > LIMIT.toNanos()) {
					throw ApiException.invalid("the request body was not sent within " + LIMIT.toSeconds() + " s");
				}
				body.write(chunk, 0, length);
			}
			return body.toByteArray();
		}
		catch (IOException ex) {
			throw ApiException.invalid("the request body could not be read to its end");
		}
		finally {
			if (taken > 0) {
				this.memory.give(actor, taken);
			}
		}
	}

	private ApiException tooLarge() {
		return new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "at most " + this.maxSize + " bytes are accepted");
	}

}
