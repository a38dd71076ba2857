package io.tagapi.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.tagapi.client.model.BulkTagsCounts;
import io.tagapi.client.model.BulkTagsRequest;

/**
 * Splits a change of many devices into calls.
 */
final class BulkCalls {

	private static final int DEVICES_PER_CALL = 10_000;

	private static final int TAGS_PER_CALL = 10;

	private static final int BAD_REQUEST = 400;

	private BulkCalls() {
	}

	/**
	 * Makes the calls one after the other.
	 * @param send makes one of them
	 */
	static BulkReport make(Collection<String> deviceIds, Collection<UUID> tagIds,
			Function<BulkTagsRequest, BulkTagsCounts> send) {
		List<BulkCall> calls = new ArrayList<>();
		boolean goesOn = true;
		for (BulkTagsRequest request : requests(deviceIds, tagIds)) {
			BulkCall call = goesOn ? make(request, send) : new BulkCall.NotMade(request);
			goesOn = goesOn && !isAboutAllCalls(call);
			calls.add(call);
		}
		return new BulkReport(calls);
	}

	private static BulkCall make(BulkTagsRequest request, Function<BulkTagsRequest, BulkTagsCounts> send) {
		try {
			return new BulkCall.Done(request, send.apply(request));
		}
		catch (TagApiException | TagApiConnectionException e) {
			return new BulkCall.Failed(request, e);
		}
	}

	/**
	 * A device id that is malformed is the one failure that is about its own call only.
	 */
	private static boolean isAboutAllCalls(BulkCall call) {
		return call instanceof BulkCall.Failed failed
				&& !(failed.error() instanceof TagApiException e && e.result() == BAD_REQUEST);
	}

	private static List<BulkTagsRequest> requests(Collection<String> deviceIds, Collection<UUID> tagIds) {
		List<List<UUID>> tags = split(tagIds, TAGS_PER_CALL);
		return split(deviceIds, DEVICES_PER_CALL).stream().flatMap((devices) -> requests(devices, tags)).toList();
	}

	private static Stream<BulkTagsRequest> requests(List<String> devices, List<List<UUID>> tags) {
		return tags.stream().map((each) -> new BulkTagsRequest().deviceIds(devices).tagIds(each));
	}

	private static <T> List<List<T>> split(Collection<T> values, int size) {
		List<T> once = List.copyOf(new LinkedHashSet<>(values));
		return IntStream.iterate(0, (from) -> from < once.size(), (from) -> from + size)
			.mapToObj((from) -> once.subList(from, Math.min(from + size, once.size())))
			.toList();
	}

}
