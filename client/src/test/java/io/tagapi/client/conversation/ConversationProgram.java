package io.tagapi.client.conversation;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import io.tagapi.client.TagApiConnectionException;
import io.tagapi.client.TagApiException;
import io.tagapi.client.invoker.ApiClient;

/**
 * Holds the conversation that a file describes with a server, and prints what was said:
 * {@code <client> <address> <customer> <file>}.
 */
public final class ConversationProgram {

	private ConversationProgram() {
	}

	static void main(String... args) throws Exception {
		try (Conversation conversation = new Conversation(URI.create(args[1]), args[2], IO::println)) {
			String file = Files.readString(Path.of(args[3]));
			ApiClient.createDefaultObjectMapper()
				.readTree(file)
				.required("steps")
				.valueStream()
				.forEach(conversation::say);
		}
		catch (TagApiException | TagApiConnectionException | UncheckedIOException e) {
			System.err.println("The conversation with %s broke off: %s".formatted(args[1], e.getMessage()));
			System.exit(1);
		}
	}

}
