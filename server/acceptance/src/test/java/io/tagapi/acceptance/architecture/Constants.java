package io.tagapi.acceptance.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;

/**
 * The texts in a class file: constants, parts of concatenations, values of annotations.
 */
final class Constants {

	private Constants() {
	}

	static Stream<String> of(JavaClass type) {
		List<String> constants = new ArrayList<>();
		try (InputStream bytes = type.getSource().orElseThrow().getUri().toURL().openStream()) {
			ClassFile.of().parse(bytes.readAllBytes()).constantPool().forEach((entry) -> {
				if (entry instanceof Utf8Entry text) {
					constants.add(text.stringValue());
				}
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return constants.stream();
	}

}
