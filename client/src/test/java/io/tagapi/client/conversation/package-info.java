/**
 * The conversation that the programs of all languages hold with a server, held through
 * the Java client.
 */
@NullMarked
package io.tagapi.client.conversation;

import org.jspecify.annotations.NullMarked;
