package io.tagapi.spec.command;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.spec.document.UnreadableContractException;
import io.tagapi.spec.gate.SpecFolder;
import io.tagapi.spec.report.Refusal;
import io.tagapi.spec.report.Reports;
import io.tagapi.spec.report.Review;
import org.jspecify.annotations.Nullable;

/**
 * Runs one of the commands of this module.
 */
public final class Main {

	private static final String HELP = """
			compare [FROM [TO]]     compares two contracts, and prints and writes the report: each is a file, a
			                        released version, a git revision or revision:path; by default the newest
			                        release and the contract that is worked on
			gate [FROM [TO]]        the same, and fails if the newer one may not follow the older one
			format [FILE]           brings a contract into form
			lint [FILE]             checks form and house rules of a contract
			release                 releases the contract that is worked on

			Settings, as in java -Dspec=api/orders.yaml -jar … gate:
			-Dspec=PATH             the contract that is worked on, or a folder with openapi.yaml; otherwise the
			                        openapi.yaml in . or spec
			-Dsince=BRANCH          compare, gate: changes before the current branch left this one, or up to this
			                        revision, are told apart, as earlier ones
			-Dlinks=ADDRESS         compare, gate: the address of the files, for the links of the report
			-Dwithout=RULE,RULE     lint, release: rules that are left out, or all""";

	/** Enough to follow thousands of schemas from one to the next. */
	private static final long STACK = 512L * 1024 * 1024;

	/** That of a review that an unexpected exception ends: no gate may pass then. */
	private static final int UNFINISHED = 2;

	private Main() {
	}

	public static void main(String[] args) {
		Thread review = new Thread(null, () -> System.exit(run(args, System.out)), "review", STACK);
		review.setUncaughtExceptionHandler((_, exception) -> {
			exception.printStackTrace();
			System.exit(UNFINISHED);
		});
		review.start();
	}

	@SuppressWarnings("SystemOut")
	private static int run(String[] args, PrintStream out) {
		try {
			switch (argument(args, 0)) {
				case "compare" -> compare(args, out);
				case "gate" -> {
					return gate(args, out);
				}
				case "format" -> out.println(new FormatCommand(file(args)).run());
				case "lint" -> out.println(new LintCommand(file(args), without()).run());
				case "release" -> out.println(new ReleaseCommand(working(), without()).run());
				case "help", "--help", "-h" -> out.println(HELP);
				case null -> out.println(HELP);
				default -> throw new RefusedException("There is no command " + args[0] + ".\n" + HELP);
			}
			return 0;
		}
		catch (UnreadableContractException | RefusedException ex) {
			System.err.println(ex.getMessage());
			return 1;
		}
	}

	@SuppressWarnings("SystemOut")
	private static void compare(String[] args, PrintStream out) {
		CompareCommand command = command(args);
		out.print(command.run());
		System.err.println("Report: " + report(command));
	}

	@SuppressWarnings("SystemOut")
	private static int gate(String[] args, PrintStream out) {
		CompareCommand command = command(args);
		Review review = command.review();
		Reports.write(review, command.reports());
		if (review.verdict().isAllowed()) {
			out.println(review.summary());
			out.println("Report: " + report(command));
			return 0;
		}
		System.err.println(Refusal.of(review.verdict(), report(command)));
		return 1;
	}

	private static CompareCommand command(String[] args) {
		return new CompareCommand(spec(), argument(args, 1), argument(args, 2), setting("since"));
	}

	private static String report(CompareCommand command) {
		return command.reports().resolve("contract-changes.html").normalize().toString();
	}

	/** Maven passes an empty text for an argument that is not given. */
	private static @Nullable String argument(String[] args, int index) {
		return (args.length > index && !args[index].isBlank()) ? args[index] : null;
	}

	private static @Nullable String setting(String name) {
		String value = System.getProperty(name, "");
		return value.isBlank() ? null : value;
	}

	private static Set<String> without() {
		return Stream.of(System.getProperty("without", "").split(","))
			.map(String::strip)
			.filter((rule) -> !rule.isEmpty())
			.collect(Collectors.toSet());
	}

	/** The contract that a command is given, or else the one that is worked on. */
	private static Path file(String[] args) {
		String name = argument(args, 1);
		return (name != null) ? Path.of(name) : working().contractFile();
	}

	private static SpecFolder working() {
		SpecFolder spec = spec();
		if (spec == null) {
			throw noContract();
		}
		return spec;
	}

	static RefusedException noContract() {
		return new RefusedException("There is no openapi.yaml here, nor in spec. Name the contract, as in"
				+ " java -Dspec=api/orders.yaml -jar …, or name both contracts to compare.");
	}

	private static @Nullable SpecFolder spec() {
		String setting = setting("spec");
		if (setting != null) {
			SpecFolder spec = SpecFolder.of(Path.of(setting));
			if (!Files.exists(spec.contractFile())) {
				throw new RefusedException("There is no " + spec.contractFile()
						+ "; -Dspec=… names a contract, or a folder with openapi.yaml.");
			}
			return spec;
		}
		return Stream.of(".", "spec")
			.map((folder) -> new SpecFolder(Path.of(folder)))
			.filter((folder) -> Files.exists(folder.contractFile()))
			.findFirst()
			.orElse(null);
	}

}
