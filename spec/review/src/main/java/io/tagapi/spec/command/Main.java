package io.tagapi.spec.command;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.tagapi.spec.document.UnreadableContractException;
import io.tagapi.spec.gate.SpecFolder;
import org.jspecify.annotations.Nullable;

/**
 * Runs one of the commands of this module.
 */
public final class Main {

	private static final String HELP = """
			format [FILE]           brings a contract into form, by default openapi.yaml
			lint [FILE]             checks form and house rules of a contract, by default openapi.yaml
			compare [FROM [TO]]     compares two contracts: each a file, a released version, a git revision
			                        or revision:path; by default the newest release and openapi.yaml
			release                 releases openapi.yaml

			The contract is found in the folder -Dspec=…, or else in . or spec.""";

	/** Enough to follow thousands of schemas from one to the next. */
	private static final long STACK = 512L * 1024 * 1024;

	private Main() {
	}

	public static void main(String[] args) {
		new Thread(null, () -> System.exit(run(args, System.out)), "review", STACK).start();
	}

	@SuppressWarnings("SystemOut")
	private static int run(String[] args, PrintStream out) {
		try {
			switch (argument(args, 0)) {
				case "compare" -> out.print(new CompareCommand(spec(), argument(args, 1), argument(args, 2)).run());
				case "format" -> out.println(new FormatCommand(file(args)).run());
				case "lint" -> out.println(new LintCommand(file(args)).run());
				case "release" -> out.println(new ReleaseCommand(spec()).run());
				case null -> out.println(HELP);
				case "help" -> out.println(HELP);
				default -> throw new RefusedException("There is no command " + args[0] + ".\n" + HELP);
			}
			return 0;
		}
		catch (UnreadableContractException | RefusedException ex) {
			System.err.println(ex.getMessage());
			return 1;
		}
	}

	/** Maven passes an empty text for an argument that is not given. */
	private static @Nullable String argument(String[] args, int index) {
		return (args.length > index && !args[index].isBlank()) ? args[index] : null;
	}

	/** The contract that a command is given, or else the one that is worked on. */
	private static Path file(String[] args) {
		String name = argument(args, 1);
		return (name != null) ? Path.of(name) : spec().contractFile();
	}

	private static SpecFolder spec() {
		return Stream.of(System.getProperty("spec", "."), "spec")
			.map((folder) -> new SpecFolder(Path.of(folder)))
			.filter((folder) -> Files.exists(folder.contractFile()))
			.findFirst()
			.orElseThrow(() -> new RefusedException("There is no openapi.yaml here, nor in spec; say -Dspec=…"));
	}

}
