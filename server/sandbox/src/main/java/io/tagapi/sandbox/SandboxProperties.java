package io.tagapi.sandbox;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sandbox.
 *
 * @param dataDir where the database and the signing key are kept
 * @param programsDir where PostgreSQL's programs are unpacked to; sandboxes may share it
 * @param demoTags whether a fresh sandbox has some tags to try things out with
 * @param seed a file with the first tags of each customer, in place of those
 */
@ConfigurationProperties("tag-api.sandbox")
record SandboxProperties(Path dataDir, Path programsDir, @DefaultValue("true") boolean demoTags, @Nullable Path seed) {
}
