package io.lotty.decision;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** What the participation policy has to say about one subject, while a request adds participations. */
final class Tally {
    private final Participation policy;
    private final long now;
    private long[] seconds;
    private int held;

    private Tally(Participation policy, long now, long[] seconds, int held) {
        this.policy = policy;
        this.now = now;
        this.seconds = seconds;
        this.held = held;
    }

    /** @param nowSecond Unix time */
    static Tally of(Plan plan, AssignmentRecord record, long nowSecond) {
        var entries = record.entries();
        var seconds = entries.stream()
                .mapToLong(AssignmentRecord.Entry::second)
                .sorted()
                .toArray();
        int held = (int) entries.stream()
                .filter(entry -> plan.flagOfRecordKey(entry.key()) != null)
                .count();
        return new Tally(plan.participation(), nowSecond, seconds, held);
    }

    /** How many live experiments hold the subject. */
    int held() {
        return held;
    }

    /** What keeps the subject from one more participation; empty when nothing does. */
    Optional<Reason> bar() {
        if (held >= policy.maxConcurrent()) {
            return Optional.of(Reason.PARTICIPATION_LIMIT);
        }
        return restsUntil().isPresent() ? Optional.of(Reason.COOLDOWN) : Optional.empty();
    }

    /** The Unix second at which the rest that the subject is in ends; empty when it is in none. */
    OptionalLong restsUntil() {
        if (seconds.length == 0 || policy.cooldownDays() == 0) {
            return OptionalLong.empty(); // also where the clock of another edge is ahead
        }
        long last = seconds[seconds.length - 1];
        long end = last + policy.cooldownSeconds();
        return recent() >= policy.cooldownAfter() && now < end ? OptionalLong.of(end) : OptionalLong.empty();
    }

    /** How many participations lie within the policy's days before the last one, itself among them. */
    int recent() {
        if (seconds.length == 0) {
            return 0;
        }
        long after = seconds[seconds.length - 1] - policy.withinSeconds();
        return (int) Arrays.stream(seconds).filter(second -> second > after).count();
    }

    /** One more, from now on. */
    void admit() {
        held++;
        seconds = Arrays.copyOf(seconds, seconds.length + 1);
        seconds[seconds.length - 1] = now;
        Arrays.sort(seconds);
    }
}
