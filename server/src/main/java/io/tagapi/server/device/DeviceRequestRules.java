package io.tagapi.server.device;

import java.util.List;
import java.util.Map;

import io.tagapi.api.DevicesApi;
import io.tagapi.api.model.ChangeDeviceTagsRequest;
import io.tagapi.server.http.request.RequestRules;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.hibernate.validator.cfg.GenericConstraintDef;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The rules of the requests that search devices and change their tags.
 */
@Component
class DeviceRequestRules implements RequestRules {

	@Override
	public void addConstraints(ConstraintMapping mapping) {
		mapping.type(ChangeDeviceTagsRequest.class)
			.constraint(new GenericConstraintDef<>(AtLeastOneTagToChange.class))
			.constraint(new GenericConstraintDef<>(DisjointTags.class));
		mapping.type(DevicesApi.class)
			.method("searchDevices", String.class, List.class, List.class, List.class, Integer.class, String.class,
					Boolean.class, String.class)
			.crossParameter()
			.constraint(new GenericConstraintDef<>(AtLeastOneTag.class));
	}

	/** A bulk call that is not atomic skips malformed devices. */
	@Override
	public @Nullable String listToleratingMalformedElements(Map<String, ?> parameters) {
		return Boolean.FALSE.equals(parameters.get("atomic")) ? "deviceIds" : null;
	}

}
