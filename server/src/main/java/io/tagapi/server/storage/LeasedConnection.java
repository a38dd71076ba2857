package io.tagapi.server.storage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pooled connection that notes when it is used, and ends its lease when it is closed.
 * To roll back one that was ended takes nothing: PostgreSQL does it, and the exception
 * that the statement has thrown is the one to report.
 */
final class LeasedConnection implements InvocationHandler {

	private final Connection connection;

	private final ConnectionLease lease;

	private final ConnectionShares shares;

	private final HikariDataSource pool;

	private boolean closed;

	private LeasedConnection(Connection connection, ConnectionLease lease, ConnectionShares shares,
			HikariDataSource pool) {
		this.connection = connection;
		this.lease = lease;
		this.shares = shares;
		this.pool = pool;
	}

	static Connection of(Connection connection, ConnectionLease lease, ConnectionShares shares, HikariDataSource pool) {
		lease.open(connection);
		return (Connection) Proxy.newProxyInstance(LeasedConnection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, new LeasedConnection(connection, lease, shares, pool));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		return switch (method.getName()) {
			case "close" -> close();
			case "rollback" -> this.lease.isEnded() ? null : call(method, arguments);
			case "equals" -> arguments != null && isSame(proxy, arguments[0]);
			case "hashCode" -> System.identityHashCode(proxy);
			default -> call(method, arguments);
		};
	}

	/** As for any connection, nothing else is equal. */
	@SuppressWarnings("ReferenceEquality")
	private static boolean isSame(Object proxy, @Nullable Object other) {
		return proxy == other;
	}

	private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
		this.shares.use(this.lease);
		try {
			return method.invoke(this.connection, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private @Nullable Object close() throws SQLException {
		if (this.closed) {
			return null;
		}
		this.closed = true;
		try {
			if (this.lease.close()) {
				this.pool.evictConnection(this.connection);
			}
			this.connection.close();
		}
		finally {
			this.shares.release(this.lease);
		}
		return null;
	}

}
