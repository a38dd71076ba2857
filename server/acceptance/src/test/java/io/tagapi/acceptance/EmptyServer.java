package io.tagapi.acceptance;

import io.tagapi.acceptance.contract.ContractObserver;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lets each test begin with an empty server, and end with the certainty that all its
 * exchanges kept to the contract.
 */
class EmptyServer implements BeforeEachCallback, AfterEachCallback {

	@Override
	public void beforeEach(ExtensionContext context) {
		server(context).getBean(TestServer.class).clear();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		assertThat(server(context).getBean(ContractObserver.class).takeDifferences()).isEmpty();
	}

	private static ApplicationContext server(ExtensionContext context) {
		return SpringExtension.getApplicationContext(context);
	}

}
