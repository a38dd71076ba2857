package io.tagapi.server.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.tagapi.api.model.BulkFailure;
import io.tagapi.server.http.request.MalformedDevices;
import io.tagapi.server.http.request.MalformedElements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.context.request.RequestContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceSelectionTests {

	private final JsonMapper mapper = JsonMapper.builder().build();

	@AfterEach
	void endRequest() {
		RequestContextHolder.resetRequestAttributes();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-", "\"", "\\", "\u0001", "\u007f", "é", "€", "\u2028", "😀" })
	void failuresAreNoLongerThanIsKnownBefore(String character) {
		List<String> devices = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			devices.add("!" + i + character.repeat(i / 8));
		}
		MalformedElements malformed = MalformedDevices.inRequest(devices);

		byte[] json = this.mapper.writeValueAsBytes(failures());

		assertThat(failures()).hasSize(1000);
		assertThat((long) json.length).isLessThanOrEqualTo(malformed.maxResponseBytes());
	}

	@Test
	void tenThousandDevicesFitIntoASmallHeap() {
		List<String> devices = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			devices.add("%s€-%04x".formatted("-".repeat(60), i));
		}

		assertThat(MalformedDevices.inRequest(devices).maxResponseBytes()).isLessThan(256_000_000 / 8 / 2 / 2);
	}

	/** The models of all take several times as much memory as the ids. */
	@Test
	void failuresAreMadeOneByOne() {
		MalformedDevices.inRequest(List.of("!1", "!2"));
		List<BulkFailure> failures = failures();

		assertThat(failures.getFirst()).isEqualTo(failures.getFirst()).isNotSameAs(failures.getFirst());
	}

	private static List<BulkFailure> failures() {
		return Objects.requireNonNull(DeviceSelection.of(List.of(), false).failures());
	}

}
