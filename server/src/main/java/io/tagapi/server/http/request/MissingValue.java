package io.tagapi.server.http.request;

import jakarta.validation.Payload;

/**
 * Marks a constraint whose violation is the absence of a required value, which has an
 * error code of its own. The message of such a constraint names what is missing.
 */
public interface MissingValue extends Payload {

}
