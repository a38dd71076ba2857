package io.tagapi.spec.edit;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Pointers;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes a contract as a JSON patch does (RFC 6902): <code>add</code>,
 * <code>replace</code> and <code>remove</code>. In addition, <code>rename</code> gives a
 * key another name in its place, and leads references to the new one.
 *
 * @param steps what to do, one after the other
 */
public record ContractEdit(List<Step> steps) {

	/**
	 * Applies the edit.
	 * @param base the contract to change
	 * @param source what to call the result
	 * @return the changed contract
	 */
	public Contract apply(Contract base, String source) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		options.setWidth(1000);
		return Contract.parse(source, new Yaml(options).dump(changed(base)));
	}

	/**
	 * Applies the edit, and writes JSON, which is made and read in a fraction of the
	 * time.
	 * @param base the contract to change
	 * @param source what to call the result
	 * @return the changed contract
	 */
	public Contract applyAsJson(Contract base, String source) {
		return Contract.parse(source, JsonMapper.shared().writeValueAsString(changed(base)));
	}

	private Object changed(Contract base) {
		Object root = Objects.requireNonNull(base.root().value());
		for (Step step : this.steps) {
			switch (step.op()) {
				case "add" -> change(root, step, true);
				case "replace" -> {
					base.at(step.path());
					change(root, step, false);
				}
				case "remove" -> remove(root, step);
				case "rename" -> root = Renaming.of(step.path(), String.valueOf(step.value())).apply(root);
				default -> throw new IllegalArgumentException("No such edit: " + step);
			}
		}
		return root;
	}

	@SuppressWarnings("unchecked")
	private static void change(Object root, Step step, boolean insert) {
		String name = step.name();
		switch (parent(root, step)) {
			case Map<?, ?> map -> ((Map<String, @Nullable Object>) map).put(name, step.value());
			case List<?> list when name.equals("-") -> ((List<@Nullable Object>) list).add(step.value());
			case List<?> list when insert -> ((List<@Nullable Object>) list).add(Integer.parseInt(name), step.value());
			case List<?> list -> ((List<@Nullable Object>) list).set(Integer.parseInt(name), step.value());
			default -> throw new IllegalArgumentException("Nothing to change: " + step);
		}
	}

	private static void remove(Object root, Step step) {
		boolean removed = switch (parent(root, step)) {
			case Map<?, ?> map -> map.keySet().remove(step.name());
			case List<?> list -> list.remove(Integer.parseInt(step.name())) != null;
			default -> false;
		};
		if (!removed) {
			throw new IllegalArgumentException("Nothing to remove: " + step);
		}
	}

	private static Object parent(Object root, Step step) {
		List<String> segments = List.of(step.path().split("/", -1));
		Object value = root;
		for (String segment : segments.subList(1, segments.size() - 1)) {
			Object child = (value instanceof List<?> list) ? list.get(Integer.parseInt(segment))
					: ((Map<?, ?>) value).get(Pointers.unescape(segment));
			value = Objects.requireNonNull(child, () -> "Nothing there: " + step);
		}
		return value;
	}

	/**
	 * One step of an edit.
	 *
	 * @param op what to do
	 * @param path a JSON pointer
	 * @param value the new value, or the new name of the key
	 */
	public record Step(String op, String path, @Nullable Object value) {

		String name() {
			return Pointers.unescape(this.path.substring(this.path.lastIndexOf('/') + 1));
		}

	}

}
