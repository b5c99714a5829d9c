package io.lotty.stats;

import static io.lotty.stats.Accuracy.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.kit.Covers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"STA-1", "REP-2"})
class QuantileEffectTest {
    /**
     * Campbell, Gardner, "Calculating Confidence Intervals for Some Non-parametric Analyses", BMJ 296, 1988: for the
     * median of 100 the 40th and the 61st. They round to the nearest rank where we round outwards.
     */
    @Test
    void the_median_of_a_hundred_has_the_ranks_of_campbell_and_gardner() {
        var ranks = ofUnits(0.5, 100);
        assertThat(ranks.low()).isEqualTo(40);
        assertThat(ranks.rank()).isEqualTo(50);
        assertThat(ranks.high()).isEqualTo(61);
    }

    /** scipy 1.17.1: binom.cdf(high - 1, n, p) - binom.cdf(low - 1, n, p), the exact coverage of the ranks. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 1000, 469, 532, 0.953709",
        "0.95, 2000, 1880, 1921, 0.964766",
        "0.95, 20000, 18939, 19062, 0.954018",
        "0.05, 5000, 219, 282, 0.959140",
        "0.99, 10000, 9880, 9921, 0.960869"
    })
    void the_ranks_of_units_hold_the_quantile_as_often_as_they_say(
            double p, long n, long low, long high, double coverage) {
        var ranks = ofUnits(p, n);
        assertThat(ranks.low()).isEqualTo(low);
        assertThat(ranks.high()).isEqualTo(high);
        assertThat(coverage).isBetween(0.95, 0.97);
    }

    /**
     * The same 200 subjects in Python with numpy 1.26.4: residuals I − p̂N, their variance over subjects, sorted
     * events.
     */
    @Test
    void clustered_events_have_the_quantile_and_the_error_that_numpy_computes() {
        var events = events(0);
        var ranks = ranks(0.9, events);
        var quantile = read(ranks, events);
        assertThat(ranks.events()).isEqualTo(600);
        assertThat(ranks.subjects()).isEqualTo(200);
        assertThat(ranks.spread() / ranks.events()).isCloseTo(0.020641091443914236, NINE_DIGITS);
        assertThat(ranks.low()).isEqualTo(515);
        assertThat(ranks.high()).isEqualTo(566);
        assertThat(quantile.figure().value()).isEqualTo(481.5);
        assertThat(quantile.interval()).isEqualTo(new Interval(456.5, 506.4));
        assertThat(quantile.figure().standardError()).isCloseTo(12.117534859427293, NINE_DIGITS);
    }

    /**
     * gbstats 0.8.0, QuantileClusteredStatistic of the same sums: get_cluster_variance is the same; its error is close,
     * where it takes the ranks of independent events and stretches what it finds there.
     */
    @Test
    void clustered_events_have_the_spread_of_gbstats_and_about_its_error() {
        var events = events(0);
        var ranks = ranks(0.9, events);
        assertThat(ranks.spread() / ranks.events()).isCloseTo(0.020641091443914225, NINE_DIGITS);
        assertThat(read(ranks, events).figure().standardError())
                .isCloseTo(12.844521084224652, Percentage.withPercentage(8));
    }

    @Test
    void two_quantiles_are_compared_with_both_their_errors() {
        var first = new Quantile(new Figure(200, 16, 1000), new Interval(192, 208));
        var second = new Quantile(new Figure(190, 9, 1100), new Interval(184, 196));
        var effect = QuantileEffect.of(first, second).value().orElseThrow();
        assertThat(effect.absolute()).isEqualTo(new Estimate(-10, 5, 2000));
        var relative = effect.relative().value().orElseThrow();
        assertThat(relative.value()).isCloseTo(-0.05, NINE_DIGITS);
        // √(9/200² + 190² · 16/200⁴)
        assertThat(relative.standardError()).isCloseTo(0.024207436873820407, NINE_DIGITS);
    }

    @Test
    void events_that_hang_together_widen_the_interval() {
        var random = new Random(12);
        var alike = new ArrayList<double[]>();
        var alone = new ArrayList<double[]>();
        for (var subject = 0; subject < 500; subject++) {
            var own = random.nextGaussian();
            alike.add(new double[] {own, own + 0.01 * random.nextGaussian(), own, own});
            alone.add(random.doubles(4).map(zero -> random.nextGaussian()).toArray());
        }
        var of = ofUnits(0.95, 2000).spread();
        assertThat(ranks(0.95, alone).spread() / of).isBetween(0.85, 1.15);
        assertThat(ranks(0.95, alike).spread() / of).isBetween(1.75, 2.25);
    }

    @Test
    void with_one_event_each_a_subject_is_a_unit() {
        var events =
                new Random(13).doubles(1000).mapToObj(x -> new double[] {x}).toList();
        assertThat(ranks(0.9, events).spread())
                .isCloseTo(ofUnits(0.9, 1000).spread() * Math.sqrt(1000 / 999.0), NINE_DIGITS);
    }

    @Test
    void ends_that_are_too_near_are_too_little() {
        var why = Finding.tooLittle("there are too few events for this quantile");
        assertThat(QuantileRanks.ofUnits(0.95, 50, Confidence.USUAL)).isEqualTo(why);
        assertThat(QuantileRanks.ofUnits(0.01, 100, Confidence.USUAL)).isEqualTo(why);
        assertThat(QuantileRanks.ofUnits(0.5, 0, Confidence.USUAL))
                .isEqualTo(Finding.tooLittle("a variant has fewer than two subjects"));
        assertThat(QuantileRanks.of(0.5, sums(List.of(new double[] {1, 2, 3}), 2), Confidence.USUAL))
                .isEqualTo(Finding.tooLittle("the events are of too few subjects"));
    }

    @Test
    void where_nothing_varies_nothing_is_told() {
        var same = IntStream.range(0, 100).mapToObj(i -> new double[] {7, 7}).toList();
        assertThat(QuantileRanks.of(0.9, sums(same, 7), Confidence.USUAL))
                .isEqualTo(Finding.tooLittle("nothing varies between subjects"));
        assertThat(ofUnits(0.5, 100).read(7, 7, 7))
                .isEqualTo(Finding.tooLittle("all numbers around the quantile are the same"));
    }

    @Test
    void nonsense_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ofUnits(1, 100));
        assertThatIllegalArgumentException().isThrownBy(() -> ofUnits(0.5, 100).read(3, 2, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> ofUnits(0.5, 100).read(1, Double.NaN, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new QuantileRanks(0, 1, 2, 5, 5, 1));
    }

    private static QuantileRanks ofUnits(double p, long n) {
        return QuantileRanks.ofUnits(p, n, Confidence.USUAL).value().orElseThrow();
    }

    private static QuantileRanks ranks(double p, List<double[]> events) {
        var sorted = sorted(events);
        var value = sorted[(int) Math.ceil(p * sorted.length) - 1];
        return QuantileRanks.of(p, sums(events, value), Confidence.USUAL)
                .value()
                .orElseThrow();
    }

    private static Quantile read(QuantileRanks ranks, List<double[]> events) {
        var sorted = sorted(events);
        return ranks.read(sorted[(int) ranks.low() - 1], sorted[(int) ranks.rank() - 1], sorted[(int) ranks.high() - 1])
                .value()
                .orElseThrow();
    }

    private static double[] sorted(List<double[]> events) {
        return events.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    }

    private static PairSums sums(List<double[]> events, double value) {
        var sums = PairSums.NOTHING;
        for (var subject : events) {
            var below = BigDecimal.valueOf(
                    Arrays.stream(subject).filter(event -> event <= value).count());
            var all = BigDecimal.valueOf(subject.length);
            sums = sums.plus(
                    new PairSums(1, below, all, below.multiply(below), all.multiply(all), below.multiply(all)));
        }
        return sums;
    }

    /** 200 subjects with 1 to 5 events each; events of a subject are alike. */
    private static List<double[]> events(int shift) {
        return IntStream.range(0, 200)
                .mapToObj(i -> IntStream.rangeClosed(0, i * 7 % 5)
                        .mapToDouble(j -> shift + (i * 37 + j * 101 + i * i) % 1000 / 10.0 + i % 10 * 50)
                        .toArray())
                .toList();
    }
}
