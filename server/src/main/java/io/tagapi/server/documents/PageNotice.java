package io.tagapi.server.documents;

/**
 * A notice at the top of Swagger UI's page, from a program that contains the server.
 *
 * @param page a part of a page
 */
public record PageNotice(Page page) {
}
