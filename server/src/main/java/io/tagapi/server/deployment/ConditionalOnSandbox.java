package io.tagapi.server.deployment;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * For what exists in the sandbox only.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnSandbox.OnSandbox.class)
public @interface ConditionalOnSandbox {

	/** Holds if neither a database nor an issuer is configured. */
	class OnSandbox implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return Deployment.of(context.getEnvironment()) == Deployment.SANDBOX;
		}

	}

}
