package io.lotty.stats.simulation;

import io.lotty.stats.PairSums;
import io.lotty.stats.Quantile;
import io.lotty.stats.QuantileEffect;
import io.lotty.stats.QuantileRanks;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The 95th percentile of latency over events, of which each subject has several that are alike: do its intervals hold?
 */
final class Latency implements Scenario {
    private static final int EXPERIMENTS = 6_000;
    private static final int SUBJECTS = 1_000;
    private static final double EVENTS_OF_A_SUBJECT = 5;
    private static final double P = 0.95;

    /** Of the logarithm of milliseconds: half of the variance is between subjects. */
    private static final double MIDDLE = 5;

    private static final double SLOWER = 5.05;
    private static final double SPREAD = 0.5;

    @Override
    public List<Row> play(Trials trials) {
        var level = CONFIDENCE.level();
        var shares = trials.shares("latency", EXPERIMENTS, Latency::experiment);
        return List.of(
                Row.near("p95 of events by subject: intervals hold the difference", level, TOLERANCE, shares.of(0)),
                Row.near(
                        "p95 of events by subject: intervals hold the relative difference",
                        level,
                        TOLERANCE,
                        shares.of(1)),
                Row.near("p95 of events by subject: intervals hold it in one variant", level, TOLERANCE, shares.of(2)),
                Row.information("p95 of events, taken for independent: intervals hold it", shares.of(3)));
    }

    private static boolean[] experiment(RandomGenerator random) {
        var control = new Events(MIDDLE, random);
        var treatment = new Events(SLOWER, random);
        var truth = truth(MIDDLE);
        var ofControl = control.quantile();
        var effect = QuantileEffect.of(ofControl, treatment.quantile());
        var holds = Coverage.holds(effect, truth, truth(SLOWER));
        return new boolean[] {
            holds[0],
            holds[1],
            ofControl.interval().holds(truth),
            control.quantileOfUnits().interval().holds(truth)
        };
    }

    private static double truth(double middle) {
        var whole = Math.sqrt(2) * SPREAD;
        return Math.exp(NormalDistribution.of(middle, whole).inverseCumulativeProbability(P));
    }

    /** One variant's events; their logarithms, which have the same ranks. */
    private static final class Events {
        private final double[][] bySubject = new double[SUBJECTS][];
        private final double[] sorted;

        Events(double middle, RandomGenerator random) {
            for (var subject = 0; subject < SUBJECTS; subject++) {
                var own = middle + SPREAD * random.nextGaussian();
                bySubject[subject] = new double[Clicks.geometric(EVENTS_OF_A_SUBJECT, random)];
                Arrays.setAll(bySubject[subject], event -> own + SPREAD * random.nextGaussian());
            }
            sorted = Arrays.stream(bySubject)
                    .flatMapToDouble(Arrays::stream)
                    .sorted()
                    .toArray();
        }

        Quantile quantile() {
            var quantile = sorted[(int) Math.ceil(P * sorted.length) - 1];
            long below = 0;
            long ofSquares = 0;
            long ofProducts = 0;
            long squaresOfEvents = 0;
            for (var events : bySubject) {
                var own =
                        Arrays.stream(events).filter(event -> event <= quantile).count();
                below += own;
                ofSquares += own * own;
                ofProducts += own * events.length;
                squaresOfEvents += (long) events.length * events.length;
            }
            var sums = new PairSums(
                    SUBJECTS,
                    BigDecimal.valueOf(below),
                    BigDecimal.valueOf(sorted.length),
                    BigDecimal.valueOf(ofSquares),
                    BigDecimal.valueOf(squaresOfEvents),
                    BigDecimal.valueOf(ofProducts));
            return read(QuantileRanks.of(P, sums, CONFIDENCE).value().orElseThrow());
        }

        Quantile quantileOfUnits() {
            return read(
                    QuantileRanks.ofUnits(P, sorted.length, CONFIDENCE).value().orElseThrow());
        }

        private Quantile read(QuantileRanks ranks) {
            return ranks.read(at(ranks.low()), at(ranks.rank()), at(ranks.high()))
                    .value()
                    .orElseThrow();
        }

        private double at(long rank) {
            return Math.exp(sorted[(int) rank - 1]);
        }
    }
}
