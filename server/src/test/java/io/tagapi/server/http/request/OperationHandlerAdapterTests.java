package io.tagapi.server.http.request;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tagapi.api.EventsApiController;
import io.tagapi.api.EventsApiDelegate;
import io.tagapi.api.model.EventPageResponse;
import io.tagapi.server.http.error.ApiException;
import io.tagapi.server.http.limit.ResponseMemory;
import io.tagapi.server.http.limit.SmallResponseMemory;
import io.tagapi.server.http.response.EntityTags;
import io.tagapi.server.http.response.JsonWriter;
import io.tagapi.server.http.response.WrittenJson;
import jakarta.validation.Validation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.http.ETag;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class OperationHandlerAdapterTests {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final ResponseMemory memory = SmallResponseMemory.of(100_000);

	/** What the converter was given. */
	private final List<Object> sent = new ArrayList<>();

	private @Nullable IOException broken;

	private int calls;

	private final OperationHandlerAdapter adapter = adapter();

	@Test
	void nothingButBytesIsHeldWhileAResponseIsSent() throws Exception {
		MockHttpServletResponse response = listEvents("\"1\"");

		assertThat(this.sent).hasSize(1).hasOnlyElementsOfType(WrittenJson.class);
		assertThat(response.getContentAsString()).contains("\"message\":\"" + "x".repeat(90_000));
		assertThat(response.getHeader("ETag")).isEqualTo("\"2\"");
	}

	@Test
	void unchangedContentIsNotWritten() throws Exception {
		MockHttpServletResponse response = listEvents("\"2\"");

		assertThat(response.getStatus()).isEqualTo(304);
		assertThat(this.sent).isEmpty();
	}

	@Test
	void responseBeyondTheMemoryIsRejectedBeforeAnythingIsSent() throws Exception {
		MockHttpServletRequest slow = request("\"1\"");
		this.memory.take(slow, "acme", 90_000);
		MockHttpServletResponse response = new MockHttpServletResponse();

		assertThatExceptionOfType(ApiException.class)
			.isThrownBy(() -> this.adapter.handle(request("\"1\""), response, operation()));
		assertThat(response.getHeaderNames()).isEmpty();
		assertThat(this.sent).isEmpty();

		this.memory.give(slow);
		listEvents("\"1\"");
	}

	@Test
	void responseThatIsSentOrBrokenOffHoldsNothing() throws Exception {
		listEvents("\"1\"");
		this.broken = new IOException("Broken pipe");
		assertThatIOException().isThrownBy(() -> listEvents("\"1\""));
		this.broken = null;

		listEvents("\"1\"");

		assertThat(this.sent).hasSize(3);
	}

	@Test
	void operationIsNotCalledWithoutTheMemoryOfItsFailures() throws Exception {
		MockHttpServletRequest slow = request("\"1\"");
		this.memory.take(slow, "acme", 90_000);
		MockHttpServletRequest request = requestWithMalformedElements(200);

		assertThatExceptionOfType(ApiException.class)
			.isThrownBy(() -> this.adapter.handle(request, new MockHttpServletResponse(), operation()))
			.withMessageStartingWith("Too many requests");
		assertThat(this.calls).isZero();

		this.memory.give(slow);
		this.adapter.handle(request, new MockHttpServletResponse(), operation());
		assertThat(this.calls).isOne();
		this.memory.reserve(slow, "acme", 100_000);
	}

	@Test
	void nothingOfMalformedElementsIsHeldWhileAResponseIsSent() throws Exception {
		MockHttpServletRequest request = requestWithMalformedElements(2);

		this.adapter.handle(request, new MockHttpServletResponse(), operation());

		assertThat(MalformedElements.of(request).sorted()).isEmpty();
	}

	private static MockHttpServletRequest requestWithMalformedElements(int count) {
		MalformedElements malformed = new MalformedElements("deviceIds");
		for (int i = 0; i < count; i++) {
			malformed.add(i, "!" + i, List.of("must consist of letters"));
		}
		MockHttpServletRequest request = request("\"1\"");
		malformed.attachTo(request);
		return request;
	}

	private MockHttpServletResponse listEvents(String ifNoneMatch) throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.adapter.handle(request(ifNoneMatch), response, operation());
		return response;
	}

	private static MockHttpServletRequest request(String ifNoneMatch) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/tag/v1/events");
		request.setParameter("customerId", "acme");
		request.addHeader("If-None-Match", ifNoneMatch);
		return request;
	}

	private HandlerMethod operation() throws NoSuchMethodException {
		EventsApiDelegate delegate = new EventsApiDelegate() {
			@Override
			public ResponseEntity<EventPageResponse> listEvents(String customerId, Integer pageSize,
					@Nullable String searchAfter, @Nullable String ifNoneMatch) {
				OperationHandlerAdapterTests.this.calls++;
				OperationScope.current().orElseThrow().workFor(customerId);
				return EntityTags.of(ifNoneMatch)
					.respond(new ETag("2", false), () -> new EventPageResponse().message("x".repeat(90_000)));
			}
		};
		return new HandlerMethod(new EventsApiController(delegate), "listEvents", String.class, Integer.class,
				String.class, String.class);
	}

	private OperationHandlerAdapter adapter() {
		RequestReader reader = new RequestReader(Validation.buildDefaultValidatorFactory().getValidator(),
				new RequestBodyReader(List.of()), List.of());
		OperationHandlerAdapter adapter = new OperationHandlerAdapter(reader, new OperationResponses(this.mapper,
				this.memory, (request) -> Optional.ofNullable(request.getParameter("customerId"))),
				Duration.ofSeconds(20));
		adapter.setApplicationContext(new StaticApplicationContext());
		adapter.setMessageConverters(List.of(new RecordingWriter()));
		adapter.afterPropertiesSet();
		return adapter;
	}

	private final class RecordingWriter extends JsonWriter {

		RecordingWriter() {
			super(OperationHandlerAdapterTests.this.mapper);
		}

		@Override
		protected void writeInternal(Object body, ResolvableType type, HttpOutputMessage response,
				@Nullable Map<String, Object> hints) throws IOException {
			OperationHandlerAdapterTests.this.sent.add(body);
			if (OperationHandlerAdapterTests.this.broken != null) {
				throw OperationHandlerAdapterTests.this.broken;
			}
			super.writeInternal(body, type, response, hints);
		}

	}

}
