package io.tagapi.server.deployment;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;

/**
 * Stops the start with a setting that does not exist, so that a misspelt one is not
 * silently without effect. Spring Boot can check this for one record of settings at a
 * time ({@code ignoreUnknownFields}), and several records share the prefix
 * {@code tag-api}.
 */
@Component
class SettingNames implements BeanFactoryPostProcessor {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("tag-api");

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		Set<ConfigurationPropertyName> existing = existing(beans);
		TreeSet<ConfigurationPropertyName> unknown = StreamSupport
			.stream(ConfigurationPropertySources.get(beans.getBean(Environment.class)).spliterator(), false)
			.filter(SettingNames::belongsToTheServer)
			.flatMap((source) -> (source instanceof IterableConfigurationPropertySource all) ? all.stream()
					: Stream.empty())
			.filter(PREFIX::isAncestorOf)
			.map(SettingNames::withoutIndex)
			.filter((name) -> !existing.contains(name))
			.collect(Collectors.toCollection(TreeSet::new));
		if (!unknown.isEmpty()) {
			throw new InvalidSettingException(
					((unknown.size() == 1) ? "There is no setting " : "There are no settings ")
							+ unknown.stream().map(Objects::toString).collect(Collectors.joining(", ")) + ".",
					null);
		}
	}

	/**
	 * The names of the records' components. The name of such a bean is its prefix, a
	 * hyphen and its class.
	 */
	private static Set<ConfigurationPropertyName> existing(ConfigurableListableBeanFactory beans) {
		return Stream.of(beans.getBeanDefinitionNames())
			.filter((bean) -> bean.startsWith(PREFIX.toString()))
			.flatMap((bean) -> {
				@Nullable Class<?> type = beans.getType(bean, false);
				return (type != null)
						? names(ConfigurationPropertyName.of(bean.replace("-" + type.getName(), "")), type)
						: Stream.empty();
			})
			.collect(Collectors.toSet());
	}

	private static Stream<ConfigurationPropertyName> names(ConfigurationPropertyName prefix, Class<?> type) {
		return Stream.of(type.getRecordComponents()).flatMap((component) -> {
			ConfigurationPropertyName name = prefix.append(DataObjectPropertyName.toDashedForm(component.getName()));
			return component.getType().isRecord() ? names(name, component.getType()) : Stream.of(name);
		});
	}

	/**
	 * The environment is shared with others: Kubernetes, for one, sets
	 * {@code TAG_API_PORT} where there is a service of that name.
	 */
	private static boolean belongsToTheServer(ConfigurationPropertySource source) {
		return !(source.getUnderlyingSource() instanceof PropertySource<?> underlying
				&& underlying.getName().endsWith(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME));
	}

	/** An element of a list is {@code tag-api.customers[0]}. */
	private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName name) {
		return name.isLastElementIndexed() ? withoutIndex(name.getParent()) : name;
	}

}
