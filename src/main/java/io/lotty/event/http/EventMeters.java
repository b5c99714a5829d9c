package io.lotty.event.http;

import io.lotty.event.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the intake counts. */
record EventMeters(MeterRegistry registry) {
    /** New and durable ones, by type. */
    void ingested(List<Verdict.Checked> events) {
        counts(events, event -> event.type().key().value())
                .forEach((type, count) ->
                        registry.counter("lotty.events.ingested", "type", type).increment(count));
    }

    void duplicates(int count) {
        registry.counter("lotty.events.duplicate").increment(count);
    }

    void rejected(List<Verdict.Rejected> events) {
        counts(events, event -> event.code().text())
                .forEach((code, count) ->
                        registry.counter("lotty.events.rejected", "code", code).increment(count));
    }

    private static <T> java.util.Map<String, Long> counts(List<T> items, Function<T, String> label) {
        return items.stream().collect(Collectors.groupingBy(label, Collectors.counting()));
    }
}
