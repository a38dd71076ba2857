package io.tagapi.peer;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import io.tagapi.peer.api.model.Tag;
import io.tagapi.peer.api.model.TagPage;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class TagService {

	private static final Sort BY_NAME = Sort.by("nameKey");

	private final TagRepository tags;

	TagService(TagRepository tags) {
		this.tags = tags;
	}

	@Transactional(readOnly = true)
	public TagPage list(String customerId, int pageNum, int pageSize) {
		Page<TagEntity> page = this.tags.findByIdCustomerId(customerId, PageRequest.of(pageNum, pageSize, BY_NAME));
		return toPage(page, page.getTotalElements());
	}

	@Transactional(readOnly = true)
	public TagPage listAfter(String customerId, String cursor, int pageSize) {
		String name = new String(HexFormat.of().parseHex(cursor.substring(1)), StandardCharsets.UTF_8);
		Slice<TagEntity> page = this.tags.findByIdCustomerIdAndNameKeyGreaterThan(customerId, name,
				PageRequest.of(0, pageSize, BY_NAME));
		return toPage(page, this.tags.countByIdCustomerId(customerId));
	}

	private static TagPage toPage(Slice<TagEntity> page, long total) {
		List<TagEntity> rows = page.getContent();
		TagPage result = new TagPage(total, rows.stream().map(TagService::toTag).toList());
		if (page.hasNext() && !rows.isEmpty()) {
			byte[] last = rows.getLast().getNameKey().getBytes(StandardCharsets.UTF_8);
			result.setNextSearchAfter("n" + HexFormat.of().formatHex(last));
		}
		return result;
	}

	private static Tag toTag(TagEntity row) {
		return new Tag(row.getId().tagId(), row.getName(), row.getPredefinedType(), row.getAssignedDeviceCount(),
				row.getCreatedOn(), row.getModifiedOn())
			.description(row.getDescription());
	}

}
