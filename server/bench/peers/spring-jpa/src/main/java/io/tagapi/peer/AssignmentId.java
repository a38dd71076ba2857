package io.tagapi.peer;

import java.util.UUID;

import jakarta.persistence.Embeddable;

@Embeddable
public record AssignmentId(String customerId, UUID tagId, String deviceId) {
}
