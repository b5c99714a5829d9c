package io.lotty.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far the limits on tries to log in are used up; shared by all processes, bounded by the tries of the last minutes.
 */
public interface Tries {
    /**
     * Counts a try against all limits at once, so that parallel tries cannot slip past each other; or against none of them
     * when one is used up, and then tells how long to wait.
     */
    Optional<Duration> count(List<TryLimit> limits, Instant now);

    /** Forgives a try that was counted: it was right, or never judged. */
    void takeBack(List<TryLimit> limits);
}
