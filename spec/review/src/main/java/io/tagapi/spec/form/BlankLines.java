package io.tagapi.spec.form;

import java.util.Set;

import io.tagapi.spec.document.Field;

/**
 * Blank lines set the large parts apart: the sections of the file, the paths, the kinds
 * of components and the schemas.
 */
final class BlankLines {

	private static final int SCHEMAS = 2;

	private BlankLines() {
	}

	static boolean before(Field field, String key, int level) {
		return switch (field.kind()) {
			case "OpenApi" -> !Set.of("openapi", "info").contains(key);
			case "PathItem" -> field.shape() == Field.Shape.MAP;
			case "Components" -> true;
			case "Schema" -> field.shape() == Field.Shape.MAP && level == SCHEMAS;
			default -> false;
		};
	}

}
