package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hostile clients, with a token for one customer or with none, against the packaged
 * server. Another customer and the health are served throughout, every response is one
 * that is documented, and the server is afterwards as before. The times are printed; none
 * is a bound but that within which a bystander expects a response.
 */
@Tag("attack")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
class HostileClientsTests {

	private static final Logger LOGGER = LoggerFactory.getLogger(HostileClientsTests.class);

	/** Those that hold what the server has little of: memory, threads, connections. */
	private static final List<Attack> HOLDING = List.of(new OversizedLists(), new LargePages(), new TrickledBodies(),
			new UnfinishedBodies(), new SlowHeaders(), new BrokenOffRequests(), new SlowReaders(), new SlowPages(),
			new RequestsAhead(), new EndlessBodies(), new HostileForms(), new HostileSeeds());

	/** Those that want as much of the processors as they get. */
	private static final List<Attack> FLOODING = List.of(new ManyParameters(), new DeepJson(), new HugeHeaders(),
			new KeepAliveFlood(), new ForeignBodies(), new ForgedTokens(), new IdempotencyKeys(), new TokenRequests(),
			new CountedSearches());

	private static final Duration ALL_AT_ONCE = Duration.ofSeconds(40);

	/** For the metadata and for keys, each no more often than once a second. */
	private static final int ISSUER_REQUESTS_PER_SECOND = 2;

	private @Nullable Path directory;

	private @Nullable Site site;

	static Stream<Named<Attack>> attacks() {
		return Stream.concat(HOLDING.stream(), FLOODING.stream()).map((attack) -> Named.of(attack.name(), attack));
	}

	@ParameterizedTest
	@MethodSource("attacks")
	@Order(1)
	void otherCustomersAndTheHealthAreServedDuring(Attack attack) throws Exception {
		Sandbox sandbox = site().sandbox();
		Phase phase = new Phase().attackAlone(attack, sandbox.target()).watch(sandbox.server(), sandbox.bystander());

		assertThat(problems(phase, attack.time())).as("During %s", attack.name()).isEmpty();
	}

	@Test
	@Order(2)
	void customersAndTheHealthAreServedWhileTheIssuerHangs() throws Exception {
		Site site = site();
		Attack attack = new HangingIssuer(site.issuer());
		Phase phase = new Phase().attackAlone(attack, site.targetInProduction())
			.watch(site.production(), site.bystanderInProduction());

		assertThat(problemsWhileTheIssuerHangs(phase, attack.time(), true)).as("During %s", attack.name()).isEmpty();
	}

	/** Tokens of known keys do not wait for the issuer, so none is rejected for load. */
	@Test
	@Order(2)
	void customersAndTheHealthAreServedWhileKeysOfAnIssuerThatHangsAreUnknown() throws Exception {
		Site site = site();
		Attack attack = new UnknownKeys(site.issuer());
		Bystander bystander = site.bystanderInProduction();
		Phase phase = new Phase().attackAlone(attack, site.targetInProduction()).watch(site.production(), bystander);

		assertThat(problemsWhileTheIssuerHangs(phase, attack.time(), false)).as("During %s", attack.name()).isEmpty();
		assertThat(bystander.tally().countOf(429)).as("Rejected requests with a known key").isZero();
	}

	@Test
	@Order(2)
	void customersAndTheHealthAreServedWhileTheManagementPortIsAttacked() throws Exception {
		Site site = site();
		Attack attack = new ProbesWithBodies();
		Phase phase = new Phase().attackAlone(attack, site.managementInProduction())
			.watch(site.production(), site.bystanderInProduction());

		assertThat(problems(phase, attack.time())).as("During %s", attack.name()).isEmpty();
	}

	@Test
	@Order(3)
	void otherCustomersAndTheHealthAreServedDuringAllThatHoldSomethingAtOnce() throws Exception {
		Site site = site();
		Phase phase = new Phase().attack(new HangingIssuer(site.issuer()), site.targetInProduction())
			.attack(new UnknownKeys(site.issuer()), site.targetInProduction());
		HOLDING.forEach((attack) -> phase.attack(attack, site.sandbox().target()));
		phase.watch(site.sandbox().server(), site.sandbox().bystander())
			.watch(site.production(), site.bystanderInProduction());

		assertThat(problemsWhileTheIssuerHangs(phase, ALL_AT_ONCE, true)).as("During all attacks").isEmpty();
	}

	/**
	 * Without a management port, as a sandbox is started, the health is never rejected.
	 * Its connections wait behind those of others, as long as these make them.
	 */
	@Test
	@Order(4)
	void healthOnThePortOfTheApiIsServedDuringAllThatHoldSomethingAtOnce() throws Exception {
		stop();
		try (Sandbox sandbox = Sandbox.start(Files.createDirectory(directory().resolve("default")), List.of())) {
			Site.warmUp(sandbox.bystander());
			Phase phase = new Phase();
			HOLDING.forEach((attack) -> phase.attack(attack, sandbox.target()));
			phase.watchHealth(sandbox.server());

			assertThat(problems(phase, ALL_AT_ONCE)).as("During all attacks").isEmpty();
		}
	}

	/**
	 * Also looks whether the attacks have made the server send requests to the issuer.
	 */
	private List<String> problemsWhileTheIssuerHangs(Phase phase, Duration time, boolean isMetadataNeeded)
			throws Exception {
		StubIssuer issuer = site().issuer();
		int metadataBefore = issuer.metadataRequests();
		int keysBefore = issuer.keyRequests();
		issuer.hang();
		List<String> problems = new ArrayList<>(problems(phase, time));
		int metadata = issuer.metadataRequests() - metadataBefore;
		int keys = issuer.keyRequests() - keysBefore;
		issuer.recover();
		String requests = metadata + " requests for its metadata and " + keys + " for its keys";
		LOGGER.info("The issuer that hangs got {}", requests);
		boolean areFew = metadata + keys <= ISSUER_REQUESTS_PER_SECOND * (time.toSeconds() + 1);
		if (!areFew || keys == 0 || (isMetadataNeeded && metadata == 0)) {
			problems.add("the issuer got " + requests);
		}
		return problems;
	}

	private List<String> problems(Phase phase, Duration time) throws Exception {
		List<String> problems = List.of("the phase has not come to its end");
		try {
			Report report = phase.run(time);
			LOGGER.info("{}", report.table());
			problems = report.problems();
			return problems;
		}
		finally {
			if (!problems.isEmpty()) {
				stop();
			}
		}
	}

	/**
	 * The servers: new ones if they have failed in an earlier phase, so that each phase
	 * is judged by itself.
	 */
	private Site site() throws Exception {
		if (this.site == null) {
			this.site = Site.start(directory());
		}
		return this.site;
	}

	private Path directory() throws IOException {
		if (this.directory == null) {
			this.directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "attack");
		}
		return this.directory;
	}

	@AfterAll
	void stop() {
		if (this.site != null) {
			this.site.close();
			this.site = null;
		}
	}

}
