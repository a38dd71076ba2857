package io.tagapi.server.sandbox;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sandbox.
 *
 * @param dataDir where the database and the signing key are kept
 * @param programsDir where PostgreSQL's programs are unpacked to; servers may share it
 */
@ConfigurationProperties("tag-api.sandbox")
record SandboxProperties(@DefaultValue("${user.home}/.tag-api") Path dataDir, Path programsDir) {
}
