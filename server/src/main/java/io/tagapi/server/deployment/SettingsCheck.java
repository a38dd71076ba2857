package io.tagapi.server.deployment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;

/**
 * Checks the names and the types of all settings before anything is started. A setting
 * that does not exist stops the start, so that a misspelt one is not silently without
 * effect. Spring Boot can check this for one record of settings at a time
 * ({@code ignoreUnknownFields}), and several records share the prefix {@code tag-api}.
 */
@Component
class SettingsCheck implements BeanFactoryPostProcessor {

	/** Such as {@code .partner}, or {@code [partner.example]}. */
	private static final String MAP_KEY = "(?:\\.[^.\\[]+|\\[[^]]+\\])";

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("tag-api");

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		Environment environment = beans.getBean(Environment.class);
		Map<Class<?>, ConfigurationPropertyName> records = records(beans);
		checkNames(environment,
				records.entrySet()
					.stream()
					.flatMap((record) -> names(record.getValue().toString(), record.getKey()))
					.toList());
		Binder binder = Binder.get(environment);
		records.forEach((type, prefix) -> binder.bindOrCreate(prefix.toString(), type));
	}

	/** The name of the bean of such a record is its prefix, a hyphen and its class. */
	private static Map<Class<?>, ConfigurationPropertyName> records(ConfigurableListableBeanFactory beans) {
		return Stream.of(beans.getBeanDefinitionNames())
			.filter((bean) -> bean.startsWith(PREFIX.toString()))
			.collect(Collectors.toMap((bean) -> Objects.requireNonNull(beans.getType(bean, false)),
					(bean) -> ConfigurationPropertyName.of(bean.substring(0, bean.indexOf("-io.")))));
	}

	private static void checkNames(Environment environment, List<Pattern> existing) {
		Set<ConfigurationPropertyName> unknown = StreamSupport
			.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
			.filter(SettingsCheck::belongsToTheServer)
			.flatMap((source) -> (source instanceof IterableConfigurationPropertySource all) ? all.stream()
					: Stream.empty())
			.filter(PREFIX::isAncestorOf)
			.map(SettingsCheck::withoutIndex)
			.filter((name) -> existing.stream().noneMatch((known) -> known.matcher(name.toString()).matches()))
			.collect(Collectors.toCollection(TreeSet::new));
		if (!unknown.isEmpty()) {
			throw new InvalidSettingException(
					((unknown.size() == 1) ? "There is no setting " : "There are no settings ")
							+ unknown.stream().map(Objects::toString).collect(Collectors.joining(", ")) + ".",
					null);
		}
	}

	/** What a map holds has names of the operator's choice. */
	private static Stream<Pattern> names(String prefix, Class<?> type) {
		return Stream.of(type.getRecordComponents()).flatMap((component) -> {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
			if (component.getType() == Map.class) {
				Class<?> values = ResolvableType.forMethodReturnType(component.getAccessor()).resolveGeneric(1);
				return (values != null && values.isRecord()) ? names(name + MAP_KEY, values)
						: Stream.of(Pattern.compile(name + "\\..+"));
			}
			return component.getType().isRecord() ? names(name, component.getType()) : Stream.of(Pattern.compile(name));
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
