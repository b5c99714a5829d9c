package io.lotty.stats.simulation;

import io.lotty.stats.SampleRatio;
import io.lotty.stats.SequentialSampleRatio;
import io.lotty.stats.Split;
import java.util.List;
import java.util.random.RandomGenerator;

/** Subjects split fairly, or not quite: is a mismatch found when there is one, and not made up? */
final class Mismatch implements Scenario {
    private static final int FAIR_EXPERIMENTS = 200_000;
    private static final int FAIR_LOOKED_AT = 50_000;
    private static final int SKEWED_EXPERIMENTS = 4_000;
    private static final int SUBJECTS = 100_000;
    private static final int LOOKS = 20;
    private static final double ALARM = SampleRatio.CRITICAL_BELOW;

    @Override
    public List<Row> play(Trials trials) {
        var fair = trials.shares("fair", FAIR_EXPERIMENTS, random -> new boolean[] {isAlarm(fair(random, SUBJECTS))});
        var fairLooks = trials.shares("fair looks", FAIR_LOOKED_AT, random -> looks(random, 0.5));
        var half = trials.shares("half", SKEWED_EXPERIMENTS, random -> looks(random, 0.505));
        var one = trials.shares("one", SKEWED_EXPERIMENTS, random -> looks(random, 0.51));
        var three = trials.shares("three", FAIR_EXPERIMENTS, Mismatch::ofThree);
        return List.of(
                Row.near("fair 50/50 of 100,000, one look: alarm", ALARM, 0, fair.of(0)),
                Row.near("fair 50/30/20 of 1,000, one look: alarm", ALARM, 0, three.of(0)),
                Row.atMost("fair 50/50, 20 looks: sequential alarm at any", ALARM, fairLooks.of(1)),
                Row.information("fair 50/50, 20 looks: alarm for one look at any", fairLooks.of(2)),
                Row.atLeast("51/49 of 100,000, one look: found", 0.99, one.of(0)),
                Row.atLeast("51/49 of 100,000, 20 looks: found sequentially", 0.95, one.of(1)),
                Row.information("50.5/49.5 of 100,000, one look: found", half.of(0)),
                Row.information("50.5/49.5 of 100,000, 20 looks: found sequentially", half.of(1)));
    }

    /** Alarm at the last look; sequential alarm at any; alarm for one look at any. */
    private static boolean[] looks(RandomGenerator random, double share) {
        var happened = new boolean[3];
        long first = 0;
        for (var look = 1; look <= LOOKS; look++) {
            var more = SUBJECTS / LOOKS;
            first += share == 0.5 ? heads(random, more) : skewed(random, more, share);
            var split = split(first, (long) look * more);
            happened[0] = isAlarm(split);
            happened[1] |= isSequentialAlarm(split);
            happened[2] |= happened[0];
        }
        return happened;
    }

    private static boolean[] ofThree(RandomGenerator random) {
        var counts = new long[3];
        for (var i = 0; i < 1_000; i++) {
            var at = random.nextDouble();
            counts[at < 0.5 ? 0 : at < 0.8 ? 1 : 2]++;
        }
        return new boolean[] {
            isAlarm(new Split(List.of(
                    new Split.Part(counts[0], 50), new Split.Part(counts[1], 30), new Split.Part(counts[2], 20))))
        };
    }

    private static Split fair(RandomGenerator random, int subjects) {
        return split(heads(random, subjects), subjects);
    }

    /** How many of some tosses of a fair coin are heads: 64 tosses at a time. */
    private static long heads(RandomGenerator random, int tosses) {
        long heads = 0;
        for (var i = 0; i < tosses / Long.SIZE; i++) {
            heads += Long.bitCount(random.nextLong());
        }
        var rest = tosses % Long.SIZE;
        return rest == 0 ? heads : heads + Long.bitCount(random.nextLong() >>> (Long.SIZE - rest));
    }

    private static long skewed(RandomGenerator random, int tosses, double share) {
        long heads = 0;
        for (var i = 0; i < tosses; i++) {
            heads += random.nextDouble() < share ? 1 : 0;
        }
        return heads;
    }

    private static Split split(long first, long all) {
        return new Split(List.of(new Split.Part(first, 1), new Split.Part(all - first, 1)));
    }

    private static boolean isAlarm(Split split) {
        return SampleRatio.of(split).value().orElseThrow().verdict() == SampleRatio.Verdict.CRITICAL;
    }

    private static boolean isSequentialAlarm(Split split) {
        return SequentialSampleRatio.of(split).value().orElseThrow().pValue() <= ALARM;
    }
}
