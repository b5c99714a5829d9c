package io.lotty.app;

import io.lotty.app.DecideLoad.Answer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long answers took. */
final class Latencies {
    private final long[] sortedNanos;

    Latencies(List<Answer> answers) {
        this.sortedNanos =
                answers.stream().mapToLong(Answer::tookNanos).sorted().toArray();
    }

    double quantileMillis(double share) {
        return sortedNanos.length == 0 ? 0 : sortedNanos[(int) (share * (sortedNanos.length - 1))] / 1e6;
    }

    long slowestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(sortedNanos.length == 0 ? 0 : sortedNanos[sortedNanos.length - 1]);
    }

    @Override
    public String toString() {
        return "%d answers, p50 %.1f ms, p99 %.1f ms, slowest %d ms"
                .formatted(sortedNanos.length, quantileMillis(0.5), quantileMillis(0.99), slowestMillis());
    }
}
