package io.lotty.event;

import io.lotty.access.Permission;
import io.lotty.access.Stamp;
import io.lotty.id.EventTypeKey;
import io.lotty.refusal.Refusal;
import java.util.Optional;

/** Making event types and changing what may change. */
public final class EventTypeKeeping {
    private static final int LOSSES_NAMED = 3;

    private final EventTypes types;
    private final Dependents dependents;

    public EventTypeKeeping(EventTypes types, Dependents dependents) {
        this.types = types;
        this.dependents = dependents;
    }

    /** The part of an event type that its author gives. */
    public record Draft(
            EventTypeKey key,
            String name,
            String description,
            EventType.Category category,
            boolean requiresExposure,
            boolean isExposure,
            PropertiesSchema schema) {}

    /** What to change; an empty field stays. */
    public record Edit(
            Optional<String> name,
            Optional<String> description,
            Optional<EventType.Category> category,
            Optional<PropertiesSchema> schema,
            Optional<Integer> ifRevision) {}

    public EventType create(Draft draft, Stamp stamp) {
        Permission.MANAGE_CATALOGUE.require(stamp.actor());
        var type = new EventType(
                draft.key(),
                draft.name(),
                draft.description(),
                draft.category(),
                draft.requiresExposure(),
                draft.isExposure(),
                draft.schema(),
                Optional.empty(),
                1,
                stamp.at(),
                stamp.at());
        types.add(type, stamp);
        return type;
    }

    /** What experiments that run or are paused read as a number can still be one afterwards. */
    public EventType edit(EventTypeKey key, Edit edit, Stamp stamp) {
        Permission.MANAGE_CATALOGUE.require(stamp.actor());
        var type = existing(key);
        requireRevision(type, edit.ifRevision());
        if (type.archivedAt().isPresent()) {
            throw new Refusal.Conflict(
                    "event_type_archived", "Event type " + key + " is archived and cannot change any more.");
        }
        var changed = new EventType(
                key,
                edit.name().orElse(type.name()),
                edit.description().orElse(type.description()),
                edit.category().orElse(type.category()),
                type.requiresExposure(),
                type.isExposure(),
                edit.schema().orElse(type.schema()),
                Optional.empty(),
                type.revision(),
                type.createdAt(),
                stamp.at());
        if (!changed.schema().equals(type.schema())) {
            requireNoLoss(type, changed);
        }
        return types.save(changed, "event_type.update", stamp);
    }

    /** From now on its events are rejected; those that are stored keep counting. Not while experiments run on them. */
    public EventType archive(EventTypeKey key, Optional<Integer> ifRevision, Stamp stamp) {
        Permission.MANAGE_CATALOGUE.require(stamp.actor());
        var type = existing(key);
        requireRevision(type, ifRevision);
        if (type.archivedAt().isPresent()) {
            return type;
        }
        var archived = type.archived(stamp.at());
        requireNoLoss(type, archived);
        return types.save(archived, "event_type.archive", stamp);
    }

    private void requireNoLoss(EventType before, EventType after) {
        var losses = dependents.of(before.key()).stream()
                .flatMap(dependent -> dependent.loss(before, after).stream())
                .limit(LOSSES_NAMED)
                .toList();
        if (!losses.isEmpty()) {
            throw new Refusal.Conflict(
                    "event_type_measured",
                    "Event type " + before.key() + " is measured and cannot change so: " + String.join("; ", losses)
                            + ".");
        }
    }

    private static void requireRevision(EventType type, Optional<Integer> expected) {
        if (expected.isPresent() && expected.get() != type.revision()) {
            throw new Refusal.Stale("Event type " + type.key() + " has changed since you read it. Read it again.");
        }
    }

    private EventType existing(EventTypeKey key) {
        return types.find(key).orElseThrow(() -> new Refusal.NotFound("event type", key));
    }
}
