package io.lotty.measure;

import io.lotty.id.VariantName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A slice as it is kept.
 *
 * @param variant its place in the design, from 1; 0 for all together
 * @param period the number of the hour or day since 1970; 0 for all of the time
 */
public record Spot(int variant, Span span, long period) {
    public static final Spot OVERALL = new Spot(0, Span.WHOLE, 0);

    /** How long; kept by {@link #number}. */
    public enum Span {
        WHOLE(0, Duration.ZERO),
        DAY(1, Duration.ofDays(1)),
        HOUR(2, Duration.ofHours(1));

        private final int number;
        private final Duration length;

        Span(int number, Duration length) {
            this.number = number;
            this.length = length;
        }

        public int number() {
            return number;
        }

        public static Span of(int number) {
            return values()[number];
        }

        public static Span of(Granularity granularity) {
            return switch (granularity) {
                case HOUR -> HOUR;
                case DAY -> DAY;
            };
        }

        long periodOf(long hour) {
            return this == WHOLE ? 0 : Math.floorDiv(hour * Duration.ofHours(1).toSeconds(), length.toSeconds());
        }
    }

    /** All of the time of a variant. */
    static Spot whole(int variant) {
        return new Spot(variant, Span.WHOLE, 0);
    }

    Slice slice(List<VariantName> variants) {
        return new Slice(
                variant == 0 ? Optional.empty() : Optional.of(variants.get(variant - 1)),
                span == Span.WHOLE
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochSecond(period * span.length.toSeconds())));
    }
}
