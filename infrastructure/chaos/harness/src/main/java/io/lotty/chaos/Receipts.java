package io.lotty.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the senders of a round have heard. For any thread. */
final class Receipts {
    /** The first ones tell enough. */
    private static final int MOST_COMPLAINTS = 10;

    private final List<String> complaints = new ArrayList<>();
    private long lastNanos;
    private long silenceNanos;
    private long acknowledged;
    private long requests;
    private long retries;
    private long duplicates;

    /** @param nanoTime at which the round begins */
    Receipts(long nanoTime) {
        this.lastNanos = nanoTime;
    }

    /**
     * The end of a round.
     *
     * @param acknowledged events
     * @param requests batches sent, however often
     * @param retries those of them that followed one without an acknowledgement
     * @param duplicates events of which answers said that they were known
     * @param silence the longest time without any acknowledgement
     * @param complaints what no client should hear
     */
    record Sum(
            long acknowledged,
            long requests,
            long retries,
            long duplicates,
            Duration silence,
            List<String> complaints) {}

    /** A batch is acknowledged, after so many requests, of which so many were retries. */
    synchronized void acknowledged(int size, int sent, int retried, int known) {
        long now = System.nanoTime();
        silenceNanos = Math.max(silenceNanos, now - lastNanos);
        lastNanos = now;
        acknowledged += size;
        requests += sent;
        retries += retried;
        duplicates += known;
    }

    synchronized void complain(String complaint) {
        if (complaints.size() < MOST_COMPLAINTS) {
            complaints.add(complaint);
        }
    }

    synchronized Sum sum() {
        return new Sum(
                acknowledged, requests, retries, duplicates, Duration.ofNanos(silenceNanos), List.copyOf(complaints));
    }
}
