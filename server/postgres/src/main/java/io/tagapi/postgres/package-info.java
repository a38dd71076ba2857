/**
 * The PostgreSQL that the sandbox brings along: a real server, started as a child process
 * on a data directory that survives restarts.
 * <p>
 * The programs are zonky's builds from Maven Central. Zonky's {@code EmbeddedPostgres}
 * class is not used, because it is made for tests: it turns {@code fsync} off, trusts
 * every local user, gives up after ten seconds, and does not know a server that outlived
 * its JVM. Here an acknowledged commit is on disk, also after {@code kill -9} of either
 * process.
 */
@NullMarked
package io.tagapi.postgres;

import org.jspecify.annotations.NullMarked;
