package io.tagapi.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.tagapi.acceptance.contract.ContractObserver;
import io.tagapi.acceptance.storage.CitusDatabase;
import io.tagapi.sandbox.TagApiSandbox;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * Marks tests that talk to a sandbox on a free port. All of them share it, one after the
 * other, and each begins with an empty one. Its database is on the Citus cluster, where
 * one is given.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(classes = TagApiSandbox.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "tag-api.sandbox.data-dir=target/sandbox", "tag-api.sandbox.programs-dir=target/postgresql" })
@Import({ TestServer.class, ContractObserver.class, CitusDatabase.class })
@ExtendWith(EmptyServer.class)
public @interface AcceptanceTest {

}
