package io.lotty.access;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries as the store counts them, without the store; passes {@link TriesContract}. */
final class TriesInMemory implements Tries {
    private final Map<ByteBuffer, Instant> recoveries = new HashMap<>();

    @Override
    public synchronized Optional<Duration> count(List<TryLimit> limits, Instant now) {
        var wait = limits.stream()
                .map(limit -> Duration.between(now.plus(limit.tolerance()), counted(limit, now)))
                .filter(Duration::isPositive)
                .max(Comparator.naturalOrder());
        if (wait.isEmpty()) {
            limits.forEach(limit -> recoveries.put(ByteBuffer.wrap(limit.bucket()), counted(limit, now)));
        }
        return wait;
    }

    @Override
    public synchronized void takeBack(List<TryLimit> limits) {
        limits.forEach(limit -> recoveries.computeIfPresent(
                ByteBuffer.wrap(limit.bucket()), (bucket, recovery) -> recovery.minus(limit.interval())));
    }

    private Instant counted(TryLimit limit, Instant now) {
        var recovery = recoveries.getOrDefault(ByteBuffer.wrap(limit.bucket()), now);
        return (recovery.isBefore(now) ? now : recovery).plus(limit.interval());
    }
}
