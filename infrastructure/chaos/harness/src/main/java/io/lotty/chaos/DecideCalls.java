package io.lotty.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks an edge to decide, at a constant rate, until closed; tells how long answers took. */
final class DecideCalls implements AutoCloseable {
    private static final long INTERVAL_NANOS = 10_000_000;

    private final Thread thread;
    private final List<Long> nanos = new ArrayList<>();
    private volatile boolean isOver;
    private int failures;

    private DecideCalls(Trial trial, Api edge) {
        this.thread = Thread.ofPlatform().start(() -> run(trial, edge));
    }

    static DecideCalls begin(Trial trial, Api edge) {
        return new DecideCalls(trial, edge);
    }

    private void run(Trial trial, Api edge) {
        long due = System.nanoTime();
        for (int number = 0; !isOver; number++) {
            Pause.until(due);
            try {
                trial.decide(edge, number);
            } catch (IllegalStateException refused) {
                failures++;
            }
            nanos.add(System.nanoTime() - due); // from when it was meant to leave: a stall is charged to all behind it
            due += INTERVAL_NANOS;
        }
    }

    int failures() {
        return failures;
    }

    /** Of what was answered, once it is closed. */
    Duration percentile(double share) {
        return percentile(nanos, share);
    }

    static Duration percentile(List<Long> nanos, double share) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        int place = (int) Math.ceil(share * sorted.length) - 1;
        return Duration.ofNanos(sorted[Math.max(0, place)]);
    }

    @Override
    public void close() {
        isOver = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
