package io.lotty.experiment;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of an experiment's life.
 *
 * @param id grows with time
 * @param actor a user id, or {@code system}
 * @param actorName what the user is called now
 * @param kind {@code version_saved}, {@code reviewed}, {@code transition}, {@code default_replaced} …
 * @param details a JSON object, whose fields depend on the kind
 */
public record HistoryEntry(
        long id, Instant at, String actor, Optional<String> actorName, String kind, String details) {}
