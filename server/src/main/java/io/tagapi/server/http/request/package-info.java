/**
 * The strict reading of requests: parameters and bodies as the contract states them, with
 * all problems in one response. A feature adds the rules of its own requests by
 * {@link io.tagapi.server.http.request.RequestRules}.
 */
@NullMarked
package io.tagapi.server.http.request;

import org.jspecify.annotations.NullMarked;
