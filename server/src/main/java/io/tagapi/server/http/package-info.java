/**
 * HTTP as the whole server speaks it. The filters of every request stand here; its parts
 * have packages of their own, and none of them knows a feature of the API.
 */
@NullMarked
package io.tagapi.server.http;

import org.jspecify.annotations.NullMarked;
