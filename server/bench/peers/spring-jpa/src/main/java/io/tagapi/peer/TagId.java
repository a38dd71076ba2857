package io.tagapi.peer;

import java.util.UUID;

import jakarta.persistence.Embeddable;

@Embeddable
public record TagId(String customerId, UUID tagId) {
}
