package io.tagapi.server.event;

import io.tagapi.api.EventsApiDelegate;
import io.tagapi.api.model.EventPageResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Translates between the generated operation on events and {@link Events}.
 */
@Component
class EventsDelegate implements EventsApiDelegate {

	@Override
	public ResponseEntity<EventPageResponse> listEvents(String customerId, Integer pageSize,
			@Nullable String searchAfter, @Nullable String ifNoneMatch) {
		throw new UnsupportedOperationException();
	}

}
