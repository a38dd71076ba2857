package io.tagapi.spec.report;

import java.util.List;
import java.util.stream.Stream;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import io.tagapi.spec.document.Contract;

/**
 * How the texts of two contracts differ, for those who want to see the lines.
 *
 * @param before what the older file is called
 * @param after what the newer file is called
 * @param lines the lines of the older file
 * @param patch what makes the newer one of them, nothing if the files are too long
 */
record TextDifference(String before, String after, List<String> lines, Patch<String> patch) {

	/** Files of which every line differs would fill the memory otherwise. */
	private static final MyersDiffWithLinearSpace<String> LINEAR_SPACE = new MyersDiffWithLinearSpace<>();

	/** Nobody reads the difference of longer files line by line. */
	private static final int MOST_LINES = 50_000;

	private static final int CONTEXT = 3;

	/** The difference that a review is about, nothing if there is one contract only. */
	static TextDifference of(Review review) {
		Contract after = review.comparison().after();
		Contract before = review.start();
		List<String> lines = before.text().lines().toList();
		List<String> newLines = after.text().lines().toList();
		boolean tooLong = lines.size() + newLines.size() > MOST_LINES;
		return new TextDifference(before.source(), after.source(), lines,
				tooLong ? new Patch<>() : joined(DiffUtils.diff(lines, newLines, LINEAR_SPACE, null)));
	}

	/** What is deleted and what is inserted in its place are one change. */
	private static Patch<String> joined(Patch<String> patch) {
		Patch<String> joined = new Patch<>();
		AbstractDelta<String> open = null;
		for (AbstractDelta<String> next : patch.getDeltas()) {
			if (open != null && open.getSource().last() + 1 == next.getSource().getPosition()
					&& open.getTarget().last() + 1 == next.getTarget().getPosition()) {
				open = new ChangeDelta<>(join(open.getSource(), next.getSource()),
						join(open.getTarget(), next.getTarget()));
				continue;
			}
			if (open != null) {
				joined.addDelta(open);
			}
			open = next;
		}
		if (open != null) {
			joined.addDelta(open);
		}
		return joined;
	}

	private static Chunk<String> join(Chunk<String> first, Chunk<String> second) {
		List<String> lines = Stream.concat(first.getLines().stream(), second.getLines().stream()).toList();
		return new Chunk<>(first.getPosition(), lines);
	}

	/** The lines of a unified diff, none if the files are too long or the same. */
	List<String> unified() {
		return UnifiedDiffUtils.generateUnifiedDiff(this.before, this.after, this.lines, this.patch, CONTEXT);
	}

	/** The rows of both files side by side, with the same rows between them. */
	List<DiffRow> rows() {
		return this.patch.getDeltas().isEmpty() ? List.of()
				: DiffRowGenerator.create()
					.ignoreWhiteSpaces(false)
					.lineNormalizer((line) -> line)
					.build()
					.generateDiffRows(this.lines, this.patch);
	}

}
