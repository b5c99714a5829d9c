package io.lotty.report.pg;

import static java.util.stream.Collectors.toSet;

import io.lotty.id.VariantName;
import io.lotty.measure.Granularity;
import io.lotty.measure.Seen;
import io.lotty.measure.Slice;
import io.lotty.measure.Window;
import io.lotty.metric.Metric;
import io.lotty.metric.Source;
import io.lotty.metric.Unit;
import io.lotty.report.Examples;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a report counted a second time, in memory, in doubles, straight from the words of the specification:
 * no statistics in between, no grouping, every slice from the list of all events.
 */
record Recount(List<StoredEvent> events, Window window, Granularity granularity) {
    private static final Set<String> REQUIRE_EXPOSURE = Set.of("click", "conversion", "purchase", "error", "latency");

    /** @param n of events or subjects */
    record Result(@Nullable Double value, long n) {}

    Seen seen(Slice slice) {
        var exposures = exposures(slice);
        return new Seen(exposures.stream().map(StoredEvent::subject).distinct().count(), exposures.size());
    }

    Result metric(Metric metric, Slice slice) {
        var counting = counting(metric, metric.definition().source(), slice);
        double[] amounts = amounts(metric.definition().source(), counting);
        var subjects =
                exposures(slice).stream().map(StoredEvent::subject).distinct().toList();
        return switch (metric.definition().kind()) {
            case COUNT, SUM -> new Result(Arrays.stream(amounts).sum(), amounts.length);
            case MEAN ->
                metric.definition().unit() == Unit.EVENT ? mean(amounts) : mean(perSubject(metric, counting, subjects));
            case RATIO -> {
                var source = metric.definition().denominator().orElseThrow();
                double[] below = amounts(source, counting(metric, source, slice));
                double sum = Arrays.stream(below).sum();
                yield new Result(sum == 0 ? null : Arrays.stream(amounts).sum() / sum, below.length);
            }
            case PROPORTION -> {
                var active = counting.stream().map(StoredEvent::subject).collect(toSet());
                yield mean(subjects.stream()
                        .mapToDouble(one -> active.contains(one) ? 1 : 0)
                        .toArray());
            }
            case QUANTILE ->
                quantile(
                        metric.definition().quantile().orElseThrow(),
                        metric.definition().unit() == Unit.EVENT ? amounts : perSubject(metric, counting, subjects));
        };
    }

    /** How many wait, and of how many. */
    long[] pending() {
        var all = inside(Slice.OVERALL).toList();
        return new long[] {
            all.stream()
                    .filter(event -> REQUIRE_EXPOSURE.contains(event.type()) && !shown(event))
                    .count(),
            all.size()
        };
    }

    private List<StoredEvent> counting(Metric metric, Source source, Slice slice) {
        return inside(slice)
                .filter(event -> event.type().equals(source.eventType().value()))
                .filter(event -> source.property().isEmpty() || event.amount() != null)
                .filter(event -> !(metric.definition().requiresExposure() || REQUIRE_EXPOSURE.contains(event.type()))
                        || shown(event))
                .toList();
    }

    private boolean shown(StoredEvent event) {
        return events.stream()
                .anyMatch(other -> other.type().equals("exposure") && other.decision() == event.decision());
    }

    private List<StoredEvent> exposures(Slice slice) {
        return inside(slice).filter(event -> event.type().equals("exposure")).toList();
    }

    private Stream<StoredEvent> inside(Slice slice) {
        return events.stream()
                .filter(event -> event.experiment().equals(Examples.EXPERIMENT.value()))
                .filter(event -> event.reason().equals("assigned"))
                .filter(event -> !event.occurredAt().isBefore(window.from()))
                .filter(event -> event.occurredAt().isBefore(window.to()))
                .filter(event -> fits(slice.variant(), new VariantName(event.variant())))
                .filter(event -> fits(slice.period(), start(event.occurredAt())));
    }

    private Instant start(Instant at) {
        long seconds = switch (granularity) {
            case HOUR -> 3_600;
            case DAY -> 86_400;
        };
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }

    private static <T> boolean fits(Optional<T> wanted, T actual) {
        return wanted.isEmpty() || wanted.get().equals(actual);
    }

    private static double[] amounts(Source source, List<StoredEvent> counting) {
        return counting.stream()
                .mapToDouble(event -> source.property().isEmpty() || event.amount() == null
                        ? 1
                        : event.amount().doubleValue())
                .toArray();
    }

    private static double[] perSubject(Metric metric, List<StoredEvent> counting, List<Integer> subjects) {
        return subjects.stream()
                .mapToDouble(subject -> Arrays.stream(amounts(
                                metric.definition().source(),
                                counting.stream()
                                        .filter(event -> event.subject() == subject)
                                        .toList()))
                        .sum())
                .toArray();
    }

    private static Result mean(double[] values) {
        return new Result(values.length == 0 ? null : Arrays.stream(values).sum() / values.length, values.length);
    }

    private static Result quantile(double share, double[] values) {
        if (values.length == 0) {
            return new Result(null, 0);
        }
        double[] ordered = values.clone();
        Arrays.sort(ordered);
        double position = share * (ordered.length - 1);
        int below = (int) Math.floor(position);
        int above = (int) Math.ceil(position);
        return new Result(ordered[below] + (position - below) * (ordered[above] - ordered[below]), ordered.length);
    }
}
