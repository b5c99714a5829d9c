package io.lotty.measure;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which part of all subjects one belongs to, by what its events say of it. */
public final class Segments {
    private record Said(boolean isLater, Instant at, String value) {}

    private Segments() {}

    /**
     * The value of a property in a subject's first exposure that has it, since nothing that a variant does comes before that;
     * else in its first event that has it. Empty where none has.
     */
    public static Optional<String> of(String property, Collection<Occurrence> events) {
        return events.stream()
                .filter(event -> event.kind().variant().isPresent())
                .flatMap(event -> event.properties().text(property).stream()
                        .map(value -> new Said(!event.kind().isExposure(), event.at(), value)))
                .min(Comparator.comparing(Said::isLater).thenComparing(Said::at).thenComparing(Said::value))
                .map(Said::value);
    }
}
