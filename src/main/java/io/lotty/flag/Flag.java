package io.lotty.flag;

import io.lotty.id.FlagKey;
import io.lotty.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A named, typed decision point of a product, and what it gives while no experiment decides.
 *
 * @param revision counts changes, for optimistic locking
 */
public record Flag(
        FlagKey key,
        FlagValue defaultValue,
        String description,
        List<String> tags,
        UserId owner,
        Optional<Instant> archivedAt,
        int revision,
        Instant createdAt,
        Instant updatedAt) {
    public Flag {
        tags = List.copyOf(tags);
    }

    public FlagType type() {
        return defaultValue.type();
    }

    public Flag withDefault(FlagValue value, Instant at) {
        return new Flag(key, value, description, tags, owner, archivedAt, revision, createdAt, at);
    }

    public Flag describedAs(String text, Instant at) {
        return new Flag(key, defaultValue, text, tags, owner, archivedAt, revision, createdAt, at);
    }

    public Flag tagged(List<String> newTags, Instant at) {
        return new Flag(key, defaultValue, description, newTags, owner, archivedAt, revision, createdAt, at);
    }

    public Flag archived(Instant at) {
        return new Flag(key, defaultValue, description, tags, owner, Optional.of(at), revision, createdAt, at);
    }
}
