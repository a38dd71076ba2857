package io.tagapi.server.tag;

import io.tagapi.server.customer.CustomerVersion;
import io.tagapi.server.http.response.WrittenJson;

/**
 * A page of tags as it is sent.
 *
 * @param version the version of the customer's data that the page shows
 * @param json the response body
 */
record WrittenPage(CustomerVersion version, WrittenJson json) {

	/** About how many bytes of memory it takes, with its entry in the cache. */
	int size() {
		return 700 + this.json.bytes().length;
	}

}
