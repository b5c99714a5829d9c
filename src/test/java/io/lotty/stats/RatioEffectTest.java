package io.lotty.stats;

import static io.lotty.stats.Accuracy.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

@Covers({"STA-1", "REP-2"})
class RatioEffectTest {
    /** Populations of ten US cities in 1930 and in 1920, in thousands: Davison, Hinkley, 1997, table 1.3; R's boot::city. */
    private static final double[] IN_1930 = {143, 104, 69, 260, 75, 63, 50, 48, 111, 50};

    private static final double[] IN_1920 = {138, 93, 61, 179, 48, 37, 29, 23, 30, 2};
    private static final PairSummary CITIES = PairSummary.of(IN_1930, IN_1920);

    private static final PairSummary CLICKS_PER_VIEW =
            PairSummary.of(new double[] {1, 0, 2, 5, 1, 3, 0, 2}, new double[] {10, 4, 12, 30, 5, 21, 6, 9});

    private static final PairSummary OTHER_CLICKS_PER_VIEW =
            PairSummary.of(new double[] {2, 1, 4, 4, 1, 0, 3, 5, 2}, new double[] {11, 5, 14, 22, 4, 3, 9, 25, 13});

    /** Davison, Hinkley, "Bootstrap Methods and their Application", 1997, on the city population data: t = 1.520. */
    @Test
    void the_city_populations_have_the_ratio_of_the_book() {
        var figure = figure(CITIES);
        assertThat(figure.value()).isCloseTo(1.520, Offset.offset(5e-4));
        // numpy 1.26.4: (x - R * u) / mean(u), var(ddof=1) / 10
        assertThat(figure.variance()).isCloseTo(0.0360974818997913, NINE_DIGITS);
    }

    /** gbstats 0.8.0, RatioStatistic: mean, and variance / n. */
    @Test
    void a_ratio_is_the_one_of_gbstats() {
        var figure = figure(CLICKS_PER_VIEW);
        assertThat(figure.value()).isCloseTo(0.14432989690721648, NINE_DIGITS);
        assertThat(figure.variance()).isCloseTo(0.00028793056293189277, NINE_DIGITS);
        assertThat(figure.n()).isEqualTo(8);
    }

    /** tea-tasting 1.14.0, RatioOfMeans("clicks", "views", use_t=False). */
    @Test
    void the_difference_of_two_ratios_is_the_one_of_tea_tasting() {
        var effect =
                RatioEffect.of(CLICKS_PER_VIEW, OTHER_CLICKS_PER_VIEW).value().orElseThrow();
        var inference = FixedHorizon.normal(effect.absolute(), Confidence.USUAL);
        assertThat(effect.absolute().value()).isCloseTo(0.06321727290410428, NINE_DIGITS);
        assertThat(inference.p()).isCloseTo(0.014628390832863174, NINE_DIGITS);
        assertThat(inference.interval().low()).isCloseTo(0.012467288573853173, NINE_DIGITS);
        assertThat(inference.interval().high()).isCloseTo(0.11396725723435538, NINE_DIGITS);
        assertThat(effect.relative().value().orElseThrow().value()).isCloseTo(0.43800539083557966, NINE_DIGITS);
    }

    /** gbstats 0.8.0, frequentist_variance(relative=True) of the two RatioStatistics. */
    @Test
    void the_relative_difference_of_two_ratios_has_the_variance_of_gbstats() {
        var effect =
                RatioEffect.of(CLICKS_PER_VIEW, OTHER_CLICKS_PER_VIEW).value().orElseThrow();
        assertThat(effect.relative().value().orElseThrow().standardError()).isCloseTo(0.21666980723596194, NINE_DIGITS);
    }

    @Test
    void over_one_event_for_each_subject_a_ratio_is_a_mean() {
        var random = new Random(6);
        for (var round = 0; round < 50; round++) {
            var xs = random.doubles(2 + random.nextInt(40), -3, 7).toArray();
            var ones = new double[xs.length];
            Arrays.fill(ones, 1);
            var ratio = figure(PairSummary.of(xs, ones));
            var mean = MeanEffect.figure(Summary.of(xs)).value().orElseThrow();
            assertThat(ratio.value()).isCloseTo(mean.value(), NINE_DIGITS);
            assertThat(ratio.variance()).isCloseTo(mean.variance(), NINE_DIGITS);
        }
    }

    @Test
    void a_unit_of_numerator_or_denominator_scales_the_ratio() {
        var scaled = figure(PairSummary.of(times(IN_1930, 8), times(IN_1920, 2)));
        assertThat(scaled.value()).isCloseTo(4 * figure(CITIES).value(), NINE_DIGITS);
        assertThat(scaled.variance()).isCloseTo(16 * figure(CITIES).variance(), NINE_DIGITS);
    }

    @Test
    void a_denominator_that_may_be_zero_is_too_little() {
        var why = Finding.tooLittle("the denominator is not clearly apart from 0");
        assertThat(RatioEffect.figure(PairSummary.of(new double[] {1, 2, 3}, new double[] {0, 0, 0})))
                .isEqualTo(why);
        assertThat(RatioEffect.figure(PairSummary.of(new double[] {1, 2, 3}, new double[] {0, 0, 9})))
                .isEqualTo(why);
        assertThat(RatioEffect.of(CITIES, PairSummary.of(new double[] {1, 2}, new double[] {0, 1})))
                .isEqualTo(why);
    }

    @Test
    void fewer_than_two_subjects_are_too_little() {
        assertThat(RatioEffect.figure(PairSums.NOTHING.summary()))
                .isEqualTo(Finding.tooLittle("a variant has fewer than two subjects"));
    }

    @Test
    void two_ratios_that_are_the_same_for_every_subject_are_too_little() {
        var tenths = PairSummary.of(times(IN_1920, 0.1), IN_1920);
        assertThat(RatioEffect.of(tenths, tenths)).isEqualTo(Finding.tooLittle("nothing varies in either variant"));
    }

    private static double[] times(double[] numbers, double factor) {
        return Arrays.stream(numbers).map(number -> factor * number).toArray();
    }

    private static Figure figure(PairSummary variant) {
        return RatioEffect.figure(variant).value().orElseThrow();
    }
}
