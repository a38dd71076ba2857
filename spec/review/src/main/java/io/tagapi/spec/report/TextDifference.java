package io.tagapi.spec.report;

import java.util.List;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import io.tagapi.spec.compare.ContractComparison;
import io.tagapi.spec.document.Contract;

/**
 * How the texts of two contracts differ, for those who want to see the lines.
 */
final class TextDifference {

	/** Nobody reads the difference of longer files line by line. */
	private static final int MOST_LINES = 50_000;

	private static final int CONTEXT = 3;

	private TextDifference() {
	}

	/** The lines of a unified diff, none if the files are too long or the same. */
	static List<String> unified(ContractComparison comparison) {
		if (comparison.isFirst() || isLong(comparison)) {
			return List.of();
		}
		Contract before = comparison.predecessor();
		Contract after = comparison.after();
		List<String> lines = before.text().lines().toList();
		return UnifiedDiffUtils.generateUnifiedDiff(before.source(), after.source(), lines,
				DiffUtils.diff(lines, after.text().lines().toList()), CONTEXT);
	}

	/** The rows of both files side by side, with the same rows between them. */
	static List<DiffRow> rows(ContractComparison comparison) {
		if (comparison.isFirst() || isLong(comparison)) {
			return List.of();
		}
		return DiffRowGenerator.create()
			.ignoreWhiteSpaces(false)
			.lineNormalizer((line) -> line)
			.build()
			.generateDiffRows(comparison.predecessor().text().lines().toList(),
					comparison.after().text().lines().toList());
	}

	private static boolean isLong(ContractComparison comparison) {
		return comparison.predecessor().text().lines().count() + comparison.after().text().lines().count() > MOST_LINES;
	}

}
