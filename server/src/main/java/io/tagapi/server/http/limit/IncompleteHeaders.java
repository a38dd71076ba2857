package io.tagapi.server.http.limit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;

/**
 * The connections that have sent a part of a header, those that began first in front.
 */
final class IncompleteHeaders {

	private final Lock lock = new ReentrantLock();

	private final SequencedMap<NioSocketWrapper, Long> begun = new LinkedHashMap<>();

	/**
	 * Adds a header, unless it is known already.
	 * @param connection the connection
	 * @param nanos when its header began
	 * @return whether the connection had none before
	 */
	boolean add(NioSocketWrapper connection, long nanos) {
		this.lock.lock();
		try {
			Long before = this.begun.get(connection);
			if (before == null || before != nanos) {
				this.begun.remove(connection);
				this.begun.put(connection, nanos);
			}
			return before == null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Removes the header of a connection, if there is one.
	 * @param connection the connection
	 */
	void remove(NioSocketWrapper connection) {
		this.lock.lock();
		try {
			this.begun.remove(connection);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The number of headers.
	 * @return how many there are
	 */
	int size() {
		this.lock.lock();
		try {
			return this.begun.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * All headers.
	 * @return those that began first in front
	 */
	List<Header> all() {
		this.lock.lock();
		try {
			return this.begun.entrySet().stream().map((entry) -> new Header(entry.getKey(), entry.getValue())).toList();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * An incomplete header.
	 *
	 * @param connection its connection
	 * @param begun when its first byte was read, as {@link System#nanoTime()} has it
	 */
	record Header(NioSocketWrapper connection, long begun) {

		long age() {
			return System.nanoTime() - this.begun;
		}

	}

}
