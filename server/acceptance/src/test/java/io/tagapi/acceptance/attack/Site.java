package io.tagapi.acceptance.attack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sandbox, and a server in production beside it that trusts an issuer of its own.
 */
final class Site implements AutoCloseable {

	private static final int WARM_UP_ROUNDS = 150;

	private final Sandbox sandbox;

	private final StubIssuer issuer;

	private final PackagedServer production;

	private Site(Sandbox sandbox, StubIssuer issuer, PackagedServer production) {
		this.sandbox = sandbox;
		this.issuer = issuer;
		this.production = production;
	}

	static Site start(Path directory) throws Exception {
		Sandbox sandbox = Sandbox.start(directory, PackagedServer.MANAGEMENT_PORT);
		StubIssuer issuer = StubIssuer.start();
		List<String> settings = new ArrayList<>(sandbox.operatorDatabase());
		settings.addAll(PackagedServer.MANAGEMENT_PORT);
		settings.add("--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.address());
		PackagedServer production = PackagedServer.start("server", directory, settings);
		Site site = new Site(sandbox, issuer, production);
		// The keys of the issuer are known before it hangs, its metadata for Swagger UI
		// are not.
		warmUp(site.bystanderInProduction());
		warmUp(sandbox.bystander());
		return site;
	}

	/** Lets the JVM of a server compile what it executes often. */
	static void warmUp(Bystander bystander) throws InterruptedException {
		try (bystander) {
			for (int i = 0; i < WARM_UP_ROUNDS; i++) {
				bystander.work();
			}
		}
		assertThat(bystander.tally().problems()).isEmpty();
	}

	Sandbox sandbox() {
		return this.sandbox;
	}

	StubIssuer issuer() {
		return this.issuer;
	}

	PackagedServer production() {
		return this.production;
	}

	Target targetInProduction() {
		return new Target(this.production.address(), "none", "acme", "demo", "none");
	}

	Target managementInProduction() {
		return new Target(this.production.healthAddress(), "none", "acme", "demo", "none");
	}

	Bystander bystanderInProduction() throws Exception {
		return new Bystander(this.production, "demo", this.issuer.token("demo"), null);
	}

	@Override
	public void close() {
		this.production.close();
		this.issuer.close();
		this.sandbox.close();
	}

}
