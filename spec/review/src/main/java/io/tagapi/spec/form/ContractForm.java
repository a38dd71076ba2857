package io.tagapi.spec.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Grammar;
import io.tagapi.spec.document.UnreadableContractException;
import io.tagapi.spec.document.YamlText;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * The form of a contract's file: the keys of each object in the order of the grammar, two
 * spaces for a level, quotes only where they are needed, short lists on one line, blank
 * lines between the parts, lines of 120 characters. Comments stay, in front of their key.
 */
public final class ContractForm {

	/** The most characters of a line. Only text without spaces may be longer. */
	public static final int WIDTH = 120;

	private ContractForm() {
	}

	/**
	 * Brings a contract into form. What it says stays the same.
	 * @param contract the contract
	 * @return the text of the file
	 */
	public static String of(Contract contract) {
		if (isJson(contract)) {
			throw new UnreadableContractException(contract.source(), "is JSON; only YAML has a form");
		}
		FormWriter writer = new FormWriter();
		MappingNode root = (MappingNode) YamlText.compose(contract.source(), contract.text());
		List<String> comments = Comments.of(root);
		writer.map(root, Grammar.ROOT, 0);
		String formatted = writer.toString();
		Contract again = Contract.parse(contract.source(), formatted);
		if (!Objects.equals(again.root().value(), contract.root().value())) {
			throw new UnreadableContractException(contract.source(),
					"cannot be brought into form without a change of what it says; this is a mistake of the form");
		}
		List<String> lost = new ArrayList<>(comments);
		Comments.of(YamlText.compose(contract.source(), formatted)).forEach(lost::remove);
		if (!lost.isEmpty()) {
			throw new UnreadableContractException(contract.source(),
					"the comment \"# " + lost.getFirst() + "\" would be lost; put it in front of a key");
		}
		return formatted;
	}

	private static boolean isJson(Contract contract) {
		return contract.text().stripLeading().startsWith("{");
	}

	/**
	 * Where a contract is out of form. JSON is never: it has none.
	 * @param contract the contract
	 * @return at most one difference and all lines that are too long, with file and line
	 */
	public static List<String> problems(Contract contract) {
		if (isJson(contract)) {
			return List.of();
		}
		List<String> problems = new ArrayList<>();
		List<String> lines = contract.text().lines().toList();
		List<String> formatted = of(contract).lines().toList();
		for (int i = 0; i < Math.max(lines.size(), formatted.size()); i++) {
			String is = (i < lines.size()) ? lines.get(i) : "the end of the file";
			String should = (i < formatted.size()) ? formatted.get(i) : "the end of the file";
			if (!is.equals(should)) {
				problems.add(contract.source() + ":" + (i + 1) + ": expected \"" + should.strip() + "\" instead of \""
						+ is.strip() + "\"; the command format brings it about");
				break;
			}
		}
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).length() > WIDTH && lines.get(i).strip().matches("(?s)(\\S+: )?.*\\S\\s+\\S.*")) {
				problems.add(contract.source() + ":" + (i + 1) + ": longer than " + WIDTH + " characters");
			}
		}
		return problems;
	}

}
