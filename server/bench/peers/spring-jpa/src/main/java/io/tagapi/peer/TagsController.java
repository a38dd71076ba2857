package io.tagapi.peer;

import io.tagapi.peer.api.TagsApi;
import io.tagapi.peer.api.model.TagPage;
import io.tagapi.peer.api.model.TagPageResponse;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TagsController implements TagsApi {

	private final CustomerAccess access;

	private final TagService tags;

	TagsController(CustomerAccess access, TagService tags) {
		this.access = access;
		this.tags = tags;
	}

	@Override
	public ResponseEntity<TagPageResponse> listTags(String customerId, Integer pageNum, Integer pageSize,
			String searchAfter) {
		this.access.require(customerId);
		TagPage page = (searchAfter != null) ? this.tags.listAfter(customerId, searchAfter, pageSize)
				: this.tags.list(customerId, pageNum, pageSize);
		return ResponseEntity.ok(new TagPageResponse(200, "20000000", "SUCCESS", page));
	}

}
