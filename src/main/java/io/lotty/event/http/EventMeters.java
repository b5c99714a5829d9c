package io.lotty.event.http;

import io.lotty.event.EventCatalogue;
import io.lotty.event.EventError;
import io.lotty.event.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the intake counts. Counters stand at 0 before anything happens, so that the first event is an increase. */
record EventMeters(MeterRegistry registry) {
    private static final String INGESTED = "lotty.events.ingested";
    private static final String PENDING = "lotty.events.pending";
    private static final String DUPLICATE = "lotty.events.duplicate";
    private static final String REJECTED = "lotty.events.rejected";

    EventMeters {
        registry.counter(PENDING);
        registry.counter(DUPLICATE);
        for (var code : EventError.values()) {
            registry.counter(REJECTED, "code", code.text());
        }
    }

    /** Makes the counters of all known types. */
    void know(EventCatalogue catalogue) {
        catalogue.types().keySet().forEach(type -> registry.counter(INGESTED, "type", type.value()));
    }

    /** New and durable ones, by type. */
    void ingested(List<Verdict.Checked> events) {
        counts(events, event -> event.type().key().value())
                .forEach((type, count) ->
                        registry.counter(INGESTED, "type", type).increment(count));
    }

    /** Of the ingested ones, those that wait for an exposure which nobody had reported by then. */
    void pending(int count) {
        registry.counter(PENDING).increment(count);
    }

    void duplicates(int count) {
        registry.counter(DUPLICATE).increment(count);
    }

    void rejected(List<Verdict.Rejected> events) {
        counts(events, event -> event.code().text())
                .forEach((code, count) ->
                        registry.counter(REJECTED, "code", code).increment(count));
    }

    private static <T> Map<String, Long> counts(List<T> items, Function<T, String> label) {
        return items.stream().collect(Collectors.groupingBy(label, Collectors.counting()));
    }
}
