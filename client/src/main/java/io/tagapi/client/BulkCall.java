package io.tagapi.client;

import io.tagapi.client.model.BulkTagsCounts;
import io.tagapi.client.model.BulkTagsRequest;

/**
 * What became of one of the calls that a change of many devices was split into.
 */
public sealed interface BulkCall {

	/**
	 * The devices and tags of the call.
	 * @return the request
	 */
	BulkTagsRequest request();

	/**
	 * The call was done.
	 *
	 * @param request the devices and tags of the call
	 * @param counts what it changed
	 */
	record Done(BulkTagsRequest request, BulkTagsCounts counts) implements BulkCall {
	}

	/**
	 * The call failed.
	 *
	 * @param request the devices and tags of the call
	 * @param error a {@link TagApiException}, after which nothing has changed, or a
	 * {@link TagApiConnectionException}, after which it is not known
	 */
	record Failed(BulkTagsRequest request, RuntimeException error) implements BulkCall {
	}

	/**
	 * The call was not made, because one before it failed in a way that this one would
	 * have failed too.
	 *
	 * @param request the devices and tags of the call
	 */
	record NotMade(BulkTagsRequest request) implements BulkCall {
	}

}
