/**
 * What has happened to the tags of a customer: every change writes its event in its own
 * transaction, and the feed tells them in the order in which they were committed.
 */
@NullMarked
package io.tagapi.server.event;

import org.jspecify.annotations.NullMarked;
