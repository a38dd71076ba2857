package io.tagapi.acceptance.attack;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A time in which servers are attacked, while a bystander of each goes about its business
 * and its health is looked at. A bystander's last request is finished under attack.
 */
final class Phase {

	private final List<Tally> tallies = new ArrayList<>();

	private final List<Tally> requiringResponses = new ArrayList<>();

	private final List<Runnable> attackers = new ArrayList<>();

	private final List<Watched> watched = new ArrayList<>();

	private volatile boolean attacking = true;

	private volatile boolean watching = true;

	/** Adds the only attack, which has to get the right responses. */
	Phase attackAlone(Attack attack, Target target) {
		Tally tally = add(attack, target);
		if (attack.isComplete()) {
			this.requiringResponses.add(tally);
		}
		return this;
	}

	/** Adds one of several attacks, of which each may be rejected for the others. */
	Phase attack(Attack attack, Target target) {
		add(attack, target);
		return this;
	}

	private Tally add(Attack attack, Target target) {
		Tally tally = new Tally(attack.name(), attack.clients(), attack.statuses());
		this.tallies.add(tally);
		for (int i = 0; i < attack.clients(); i++) {
			this.attackers.add(() -> repeat(attack, target, tally));
		}
		return tally;
	}

	/** Adds a server that has to be well. */
	Phase watch(PackagedServer server, Bystander bystander) {
		this.watched.add(new Watched(server, bystander, new HealthProbe(server, false)));
		return this;
	}

	/** Adds a server whose health has no port of its own, so that it may wait. */
	Phase watchHealth(PackagedServer server) {
		this.watched.add(new Watched(server, null, new HealthProbe(server, true)));
		return this;
	}

	/** Attacks, and looks at the servers when the clients have gone. */
	Report run(Duration time) throws Exception {
		List<Traces> traces = new ArrayList<>();
		for (Watched server : this.watched) {
			traces.add(Traces.before(server.server()));
		}
		attack(time);
		this.requiringResponses.forEach(Tally::requireResponses);
		for (Watched server : this.watched) {
			@Nullable Bystander bystander = server.bystander();
			if (bystander != null) {
				this.tallies.add(bystander.tally().require(200).require(201));
			}
			this.tallies.add(server.health().tally().require(200));
		}
		StringBuilder table = new StringBuilder(Tally.header());
		List<String> problems = new ArrayList<>();
		for (Tally tally : this.tallies) {
			table.append('\n').append(tally);
			problems.addAll(tally.problems());
		}
		for (Traces trace : traces) {
			table.append('\n').append(trace.look());
			problems.addAll(trace.problems());
		}
		return new Report(table.toString(), problems);
	}

	private void attack(Duration time) throws Exception {
		ExecutorService attack = Executors.newVirtualThreadPerTaskExecutor();
		try (ExecutorService bystanders = Executors.newCachedThreadPool()) {
			this.attackers.forEach(attack::execute);
			List<Future<?>> work = new ArrayList<>();
			for (Watched server : this.watched) {
				@Nullable Bystander bystander = server.bystander();
				if (bystander != null) {
					work.add(bystanders.submit(() -> repeat(bystander::work)));
				}
				work.add(bystanders.submit(() -> repeat(server.health()::look)));
			}
			TimeUnit.NANOSECONDS.sleep(time.toNanos());
			this.watching = false;
			for (Future<?> bystander : work) {
				bystander.get();
			}
		}
		finally {
			this.attacking = false;
			attack.shutdownNow();
			attack.close();
			this.watched.stream().map(Watched::bystander).filter(Objects::nonNull).forEach(Bystander::close);
		}
	}

	private void repeat(Attack attack, Target target, Tally tally) {
		while (this.attacking) {
			try {
				turn(attack, target, tally);
				TimeUnit.NANOSECONDS.sleep(attack.pause().toNanos());
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	/** Takes a turn. The server may close a connection when it likes. */
	private void turn(Attack attack, Target target, Tally tally) throws InterruptedException {
		try {
			attack.attack(target, tally);
		}
		catch (IOException ex) {
			if (this.attacking) {
				tally.outcome((ex instanceof SocketTimeoutException) ? "no response" : "closed");
			}
		}
		catch (RuntimeException ex) {
			tally.problem("the attack has failed: " + ex);
		}
	}

	private Void repeat(Turn turn) throws InterruptedException {
		while (this.watching) {
			turn.take();
		}
		return null;
	}

	private record Watched(PackagedServer server, @Nullable Bystander bystander, HealthProbe health) {
	}

	private interface Turn {

		void take() throws InterruptedException;

	}

}
