package io.tagapi.spec.command;

import java.io.PrintStream;

import io.tagapi.spec.document.UnreadableContractException;
import org.jspecify.annotations.Nullable;

/**
 * Runs one of the commands of this module.
 */
public final class Main {

	private Main() {
	}

	public static void main(String[] args) {
		System.exit(run((args.length > 0) ? args[0] : "help", System.out));
	}

	@SuppressWarnings("SystemOut")
	private static int run(String command, PrintStream out) {
		try {
			switch (command) {
				case "compare" -> out.print(new CompareCommand(property("from"), property("to")).run());
				case "format" -> out.println(new FormatCommand().run());
				case "release" -> out.println(new ReleaseCommand().run());
				default -> out.println("""
						mvn -q -f spec -Dcommand=format                    brings openapi.yaml into form
						mvn -q -f spec -Dcommand=compare                   compares it with the newest release
						mvn -q -f spec -Dcommand=compare -Dfrom=… -Dto=…   compares any two: a file, a released
						                                                   version, a git revision, revision:path
						mvn -q -f spec -Dcommand=release                   releases openapi.yaml""");
			}
			return 0;
		}
		catch (UnreadableContractException | RefusedException ex) {
			System.err.println(ex.getMessage());
			return 1;
		}
	}

	private static @Nullable String property(String name) {
		String value = System.getProperty(name, "");
		return value.isBlank() ? null : value;
	}

}
