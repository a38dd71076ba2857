package io.tagapi.sandbox;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sandbox.
 *
 * @param dataDir where the database and the signing key are kept
 * @param programsDir where PostgreSQL's programs are unpacked to; sandboxes may share it
 * @param demoTags whether a fresh sandbox has some tags to try things out with
 */
@ConfigurationProperties("tag-api.sandbox")
record SandboxProperties(Path dataDir, Path programsDir, @DefaultValue("true") boolean demoTags) {
}
