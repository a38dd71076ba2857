package io.tagapi.server.http.limit;

/**
 * A path below which there are operations, whose requests count for customers.
 *
 * @param prefix the beginning of their paths, without a slash at its end
 */
public record OperationPath(String prefix) {
}
