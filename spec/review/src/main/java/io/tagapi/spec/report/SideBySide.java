package io.tagapi.spec.report;

import java.util.List;

import com.github.difflib.text.DiffRow;

/**
 * The changed lines of both files side by side, folded.
 */
final class SideBySide {

	/** A browser shows so many rows without trouble. */
	private static final int MOST_ROWS = 4_000;

	private static final int CONTEXT = 2;

	private SideBySide() {
	}

	static String of(TextDifference difference) {
		List<DiffRow> rows = difference.rows();
		StringBuilder table = new StringBuilder();
		int shown = 0;
		boolean gap = false;
		for (int i = 0; i < rows.size() && shown < MOST_ROWS; i++) {
			if (isNearChange(rows, i)) {
				table.append(row(rows.get(i)));
				shown++;
				gap = true;
			}
			else if (gap) {
				table.append("<tr class=\"gap\"><td colspan=\"2\">…</td></tr>\n");
				gap = false;
			}
		}
		return (shown == 0) ? ""
				: "<details><summary>The text, side by side</summary>\n<div class=\"scroll\"><table>\n<tr><th>"
						+ HtmlReport.escape(difference.before()) + "</th><th>" + HtmlReport.escape(difference.after())
						+ "</th></tr>\n" + table + "</table></div></details>";
	}

	private static boolean isNearChange(List<DiffRow> rows, int index) {
		int end = Math.min(rows.size(), index + CONTEXT + 1);
		return rows.subList(Math.max(0, index - CONTEXT), end)
			.stream()
			.anyMatch((row) -> row.getTag() != DiffRow.Tag.EQUAL);
	}

	private static String row(DiffRow row) {
		boolean same = row.getTag() == DiffRow.Tag.EQUAL;
		return "<tr>" + cell(row.getOldLine(), same ? "" : "old") + cell(row.getNewLine(), same ? "" : "new")
				+ "</tr>\n";
	}

	private static String cell(String line, String kind) {
		return "<td" + (kind.isEmpty() || line.isEmpty() ? "" : " class=\"" + kind + "\"") + ">"
				+ HtmlReport.escape(line) + "</td>";
	}

}
