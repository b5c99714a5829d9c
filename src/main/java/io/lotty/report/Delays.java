package io.lotty.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long events were under way, from their occurrence to their receipt, counted by octaves: 0 is less than 10 ms, 1 less
 * than 20 ms, each further one less than twice as long as the one before.
 *
 * @param byOctave how many events
 */
public record Delays(Map<Integer, Long> byOctave) {
    private static final double FIRST_SECONDS = 0.01;
    private static final MathContext DIGITS = new MathContext(3);

    public Delays {
        byOctave = Map.copyOf(byOctave);
    }

    public long n() {
        return byOctave.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * In how many seconds that part of the events had arrived, estimated: 0.01 stands for all that is less; beyond that the
     * truth is at most 1.42 times as long, and at the least 0.7 times. Empty without events.
     *
     * @param percent 1 to 100
     */
    public Optional<BigDecimal> seconds(int percent) {
        long rank = Math.ceilDiv(n() * percent, 100);
        long before = 0;
        for (var octave : new TreeMap<>(byOctave).entrySet()) {
            before += octave.getValue();
            if (before >= rank) {
                return Optional.of(middle(octave.getKey()));
            }
        }
        return Optional.empty();
    }

    /** The geometric one: as far from the beginning as from the end, in relation to them. */
    private static BigDecimal middle(int octave) {
        double seconds = octave == 0 ? FIRST_SECONDS : FIRST_SECONDS * StrictMath.pow(2, octave - 0.5);
        return BigDecimal.valueOf(seconds).round(DIGITS);
    }
}
