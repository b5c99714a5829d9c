package io.lotty.platform.redis;

import java.time.Duration;

/**
 * How a stream loop works.
 *
 * @param maxEntries entries in one go
 * @param patience how long an entry may lie with a consumer before another takes it over, as from a dead one
 * @param gathering how long to wait for more after a go that took fewer: a transaction of many costs little more than one of
 *     few. An entry that comes after a quiet time does not wait.
 * @param firstPause after the first failure; doubled with each one that follows, up to {@code longestPause}
 */
public record StreamPace(
        int maxEntries, Duration patience, Duration gathering, Duration firstPause, Duration longestPause) {
    public static final StreamPace STEADY = new StreamPace(
            32, Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(5));
}
