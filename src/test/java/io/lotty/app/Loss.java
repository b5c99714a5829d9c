package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.app.DecideLoad.Answer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a load has seen of a loss: its answers from the loss to some time after the return, and when the return was. */
record Loss(String what, List<Answer> answers, List<String> faults, long backNanos) {
    /** How long an answer may take; the default is for machines that are busy with other tests. */
    private static final long BOUND_MILLIS = Long.getLong("lotty.loss.bound", 2_000);

    private static final long RECOVERY_MILLIS = 2_000;

    Loss {
        answers = List.copyOf(answers);
        faults = List.copyOf(faults);
    }

    /** Every answer was 200, in time, and of the subject's own variant; it was well again soon after the return. */
    void assertBorne() {
        assertThat(faults).as(figures()).isEmpty();
        assertThat(latencies().slowestMillis()).as(figures()).isLessThanOrEqualTo(BOUND_MILLIS);
        assertThat(recoveryMillis()).as(figures()).isLessThanOrEqualTo(RECOVERY_MILLIS);
    }

    long degraded() {
        return answers.stream().filter(Answer::isDegraded).count();
    }

    /** In one line. */
    String figures() {
        return "%s: %s, %d other than 200 or of another variant, %d degraded, all connections well %d ms after the return"
                .formatted(what, latencies(), faults.size(), degraded(), recoveryMillis());
    }

    /** From the return to the moment when each connection had got an answer that was not degraded. */
    private long recoveryMillis() {
        return answers.stream()
                .filter(answer -> !answer.isDegraded() && answer.atNanos() - backNanos >= 0)
                .collect(Collectors.toMap(Answer::connection, answer -> answer.atNanos() - backNanos, Math::min))
                .values()
                .stream()
                .mapToLong(TimeUnit.NANOSECONDS::toMillis)
                .max()
                .orElse(Long.MAX_VALUE);
    }

    private Latencies latencies() {
        return new Latencies(answers);
    }
}
