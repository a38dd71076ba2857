package io.tagapi.server.tag;

import java.util.concurrent.TimeUnit;

import io.tagapi.server.storage.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Refreshes the keys of names every hour: during a rolling upgrade, servers of the
 * version before go on writing keys by their own rule.
 */
@Component
class NameKeySchedule {

	private static final Logger logger = LoggerFactory.getLogger(NameKeySchedule.class);

	private final NameKeys keys;

	private final Transactions transactions;

	NameKeySchedule(JdbcClient jdbc, Transactions transactions) {
		this.keys = new NameKeys(jdbc);
		this.transactions = transactions;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
	void run() {
		try {
			this.transactions.run(this.keys::customers).forEach(this.keys::refresh);
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("The keys of names have to wait for the next time: {}",
					NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
			logger.debug("The keys of names have to wait for the next time", ex);
		}
	}

}
