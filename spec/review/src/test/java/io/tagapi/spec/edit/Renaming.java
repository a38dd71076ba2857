package io.tagapi.spec.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.tagapi.spec.document.Pointers;
import org.jspecify.annotations.Nullable;

/**
 * A key with another name, in the same place among its neighbours. References follow it.
 */
record Renaming(String path, String from, String to) {

	static Renaming of(String path, String to) {
		int end = path.lastIndexOf('/');
		return new Renaming(path.substring(0, end), Pointers.unescape(path.substring(end + 1)), to);
	}

	Object apply(Object root) {
		return Objects.requireNonNull(apply("", root));
	}

	private @Nullable Object apply(String here, @Nullable Object value) {
		return switch (value) {
			case Map<?, ?> map -> map(here, map);
			case List<?> list -> list(here, list);
			case String text when text.equals("#" + this.path + "/" + Pointers.escape(this.from)) ->
				"#" + this.path + "/" + Pointers.escape(this.to);
			case null, default -> value;
		};
	}

	private Map<String, @Nullable Object> map(String here, Map<?, ?> map) {
		Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
		map.forEach((key, value) -> {
			String name = (String) key;
			boolean found = here.equals(this.path) && name.equals(this.from);
			renamed.put(found ? this.to : name, apply(here + "/" + Pointers.escape(name), value));
		});
		return renamed;
	}

	private List<@Nullable Object> list(String here, List<?> list) {
		List<@Nullable Object> renamed = new ArrayList<>();
		list.forEach((item) -> renamed.add(apply(here + "/" + renamed.size(), item)));
		return renamed;
	}

}
