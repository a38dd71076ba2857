package io.tagapi.spec.document;

/**
 * A file is no contract: not YAML, not OpenAPI, or with a reference to nothing. The
 * message is complete: file, line and what is wrong there.
 */
public final class UnreadableContractException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public UnreadableContractException(String source, int line, String problem) {
		super(source + ":" + line + ": " + problem);
	}

	public UnreadableContractException(String source, String problem) {
		super(source + ": " + problem);
	}

}
