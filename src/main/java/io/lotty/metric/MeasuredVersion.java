package io.lotty.metric;

import io.lotty.id.EventTypeKey;
import io.lotty.id.ExperimentId;
import io.lotty.id.MetricKey;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A version of a metric that experiments measure which run or are paused.
 *
 * @param experiments at least one
 */
public record MeasuredVersion(MetricKey metric, MetricVersion version, List<ExperimentId> experiments) {
    public MeasuredVersion {
        experiments = List.copyOf(experiments);
    }

    /** The properties of the type that the metric reads as numbers. */
    public SortedSet<String> numbersOf(EventTypeKey type) {
        var numbers = new TreeSet<String>();
        var definition = version.definition();
        if (definition.kind().readsProperty()) {
            Stream.concat(Stream.of(definition.source()), definition.denominator().stream())
                    .filter(source -> source.eventType().equals(type))
                    .forEach(source -> source.property().ifPresent(numbers::add));
        }
        return numbers;
    }
}
