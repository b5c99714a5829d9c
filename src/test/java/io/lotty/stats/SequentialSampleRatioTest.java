package io.lotty.stats;

import static io.lotty.stats.SampleRatioTest.split;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.lotty.kit.Covers;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.numbers.gamma.LogGamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers({"STA-1", "REP-3"})
class SequentialSampleRatioTest {
    /**
     * The example in the documentation of savvi, a Python package of such tests, of the same paper and prior: after 402
     * units that should be 10, 40 and 50 % but are 9.95, 32.09 and 57.96 %, it prints a p-value of 0.0485.
     */
    @Test
    void it_agrees_with_the_documentation_of_savvi() {
        assertThat(test(new long[] {40, 129, 233}, 0.1, 0.4, 0.5).pValue()).isCloseTo(0.0485, within(0.00005));
    }

    /** The formula as it is printed; of small counts the logarithms of Γ are fine enough. */
    @Test
    void it_agrees_with_the_printed_formula() {
        var random = new Random(7);
        for (var i = 0; i < 200; i++) {
            var weights = random.doubles(3, 0.05, 1).toArray();
            var counts = random.longs(3, 0, 60).toArray();
            counts[0]++;
            var concentration = 0.5 + 200 * random.nextDouble();
            assertThat(test(concentration, counts, weights).logBayesFactor())
                    .isCloseTo(byLogarithmsOfGamma(concentration, counts, weights), offset(1e-9));
        }
    }

    /** mpmath 1.4.1 with 40 digits, of the formula as it is printed. */
    @Test
    void it_agrees_with_forty_digits_also_where_logarithms_of_gamma_are_too_coarse() {
        assertPrecise(100, new long[] {40, 129, 233}, new double[] {0.1, 0.4, 0.5}, 3.0271009447907486);
        assertPrecise(100, new long[] {50_500, 49_500}, new double[] {1, 1}, 1.5382631346333049);
        assertPrecise(100, new long[] {51_000, 49_000}, new double[] {1, 1}, 16.5246743249419);
        assertPrecise(100, new long[] {500_212_345, 499_787_655}, new double[] {1, 1}, 82.11924399939255);
        assertPrecise(
                10_000, new long[] {50_123_456, 30_012_345, 19_991_111}, new double[] {5, 3, 2}, 67.08588497106597);
        assertPrecise(100, new long[] {3, 0}, new double[] {999, 1}, 2.9538129878937006e-5);
    }

    /**
     * What makes it valid: under the right shares the Bayes factor is 1 on average, whatever the number of units. Here
     * over all that six units can do.
     */
    @Test
    void under_the_right_shares_the_bayes_factor_is_1_on_average() {
        var shares = new double[] {0.5, 0.3, 0.2};
        double mean = 0;
        for (var first = 0; first <= 6; first++) {
            for (var second = 0; first + second <= 6; second++) {
                var counts = new long[] {first, second, 6 - first - second};
                mean += chance(counts, shares)
                        * Math.exp(test(10, counts, shares).logBayesFactor());
            }
        }
        assertThat(mean).isCloseTo(1, offset(1e-12));
    }

    @Test
    void the_order_of_parts_and_the_unit_of_weights_do_not_matter() {
        var once = test(new long[] {700, 200, 150}, 70, 20, 10).logBayesFactor();
        assertThat(test(new long[] {150, 700, 200}, 1, 7, 2).logBayesFactor()).isCloseTo(once, offset(1e-12));
    }

    @Test
    void a_fair_split_speaks_for_itself_and_the_more_units_the_louder() {
        assertThat(test(new long[] {500, 500}, 1, 1).pValue()).isEqualTo(1);
        assertThat(test(new long[] {500, 500}, 1, 1).logBayesFactor()).isNegative();
        assertThat(test(new long[] {5_000, 5_000}, 1, 1).logBayesFactor())
                .isLessThan(test(new long[] {500, 500}, 1, 1).logBayesFactor());
    }

    @Test
    void a_hundred_thousand_subjects_of_which_one_of_a_hundred_is_wrong_are_found() {
        assertThat(test(new long[] {51_000, 49_000}, 1, 1).pValue()).isLessThan(1e-6);
    }

    @Test
    void a_mismatch_without_bound_has_a_p_value_still() {
        var hopeless = test(new long[] {1_000_000_000, 0}, 1, 1);
        assertThat(hopeless.pValue()).isBetween(0.0, 1e-300);
        assertThat(hopeless.logBayesFactor()).isBetween(6e8, 8e8);
    }

    @Test
    void nobody_or_one_part_alone_is_too_little() {
        assertThat(SequentialSampleRatio.of(split(new long[] {0, 0}, 1, 1))).isInstanceOf(Finding.TooLittle.class);
        assertThat(SequentialSampleRatio.of(split(new long[] {9}, 1))).isInstanceOf(Finding.TooLittle.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_prior_without_a_concentration_is_refused(double concentration) {
        assertThatThrownBy(() -> SequentialSampleRatio.of(split(new long[] {9, 9}, 1, 1), concentration))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SequentialSampleRatio test(long[] counts, double... weights) {
        return SequentialSampleRatio.of(split(counts, weights)).value().orElseThrow();
    }

    private static SequentialSampleRatio test(double concentration, long[] counts, double... weights) {
        return SequentialSampleRatio.of(split(counts, weights), concentration)
                .value()
                .orElseThrow();
    }

    private static void assertPrecise(double concentration, long[] counts, double[] weights, double logBayesFactor) {
        assertThat(test(concentration, counts, weights).logBayesFactor())
                .isCloseTo(logBayesFactor, within(1e-9 * Math.max(1, Math.abs(logBayesFactor))));
    }

    private static double byLogarithmsOfGamma(double concentration, long[] counts, double[] weights) {
        var whole = DoubleStream.of(weights).sum();
        var sum = LogGamma.value(concentration)
                - LogGamma.value(concentration + LongStream.of(counts).sum());
        for (var i = 0; i < counts.length; i++) {
            var share = weights[i] / whole;
            var prior = concentration * share;
            sum += LogGamma.value(counts[i] + prior) - LogGamma.value(prior) - counts[i] * Math.log(share);
        }
        return sum;
    }

    private static double chance(long[] counts, double[] shares) {
        var sum = LogGamma.value(1.0 + Arrays.stream(counts).sum());
        return Math.exp(IntStream.range(0, counts.length)
                .mapToDouble(i -> counts[i] * Math.log(shares[i]) - LogGamma.value(1.0 + counts[i]))
                .reduce(sum, Double::sum));
    }
}
