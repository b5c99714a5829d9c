package io.lotty.event;

import io.lotty.id.ExperimentId;
import io.lotty.id.MetricKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * A metric that is fed by events of a type, as experiments measure it that run or are paused.
 *
 * @param numbers the properties of the type that the metric reads as numbers
 * @param experiments at least one
 */
public record Dependent(MetricKey metric, SortedSet<String> numbers, List<ExperimentId> experiments) {
    private static final int EXPERIMENTS_NAMED = 5;

    public Dependent {
        experiments = List.copyOf(experiments);
        if (experiments.isEmpty()) {
            throw new IllegalArgumentException("nothing depends on a metric that no experiment measures");
        }
    }

    /** What the metric would lose if the type changed so; empty when it keeps all that it has. */
    Optional<String> loss(EventType before, EventType after) {
        if (before.archivedAt().isEmpty() && after.archivedAt().isPresent()) {
            return Optional.of(words() + " is fed by its events, which would be rejected");
        }
        return numbers.stream()
                .filter(number -> before.schema().whyNoNumber(number).isEmpty())
                .flatMap(number -> after.schema().whyNoNumber(number).stream())
                .findFirst()
                .map(why -> words() + " reads a number, but the new schema " + why);
    }

    private String words() {
        int unnamed = experiments.size() - EXPERIMENTS_NAMED;
        return experiments.stream()
                .limit(EXPERIMENTS_NAMED)
                .map(ExperimentId::toString)
                .collect(Collectors.joining(
                        ", ", "metric " + metric + " of experiment ", unnamed > 0 ? " and " + unnamed + " more" : ""));
    }
}
