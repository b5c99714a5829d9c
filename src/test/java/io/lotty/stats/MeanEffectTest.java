package io.lotty.stats;

import static io.lotty.stats.Accuracy.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

@Covers({"STA-1", "REP-2"})
class MeanEffectTest {
    /** Hours of sleep gained by two drugs: Student, "The Probable Error of a Mean", Biometrika 6(1), 1908. */
    private static final Summary FIRST_DRUG =
            Summary.of(new double[] {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0});

    private static final Summary SECOND_DRUG =
            Summary.of(new double[] {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4});

    /** Miles per gallon of US and of Japanese cars: NIST/SEMATECH e-Handbook, section 1.3.5.3, data set AUTO83B. */
    private static final Summary US_CARS = new Summary(249, 20.14458, 6.414700 * 6.414700);

    private static final Summary JAPANESE_CARS = new Summary(79, 30.48101, 6.107710 * 6.107710);

    /** R's documentation prints for t.test(extra ~ group, data = sleep): p = 0.07939, from −3.3654832 to 0.2054832. */
    @Test
    void students_sleep_data_give_what_r_prints() {
        var inference = welch(SECOND_DRUG, FIRST_DRUG, Confidence.USUAL);
        assertThat(inference.p()).isCloseTo(0.07939, Offset.offset(5e-6));
        assertThat(inference.interval().low()).isCloseTo(-3.3654832, Offset.offset(5e-8));
        assertThat(inference.interval().high()).isCloseTo(0.2054832, Offset.offset(5e-8));
    }

    /** scipy.stats.ttest_ind(equal_var=False) and its confidence_interval(0.9), scipy 1.17.1. */
    @Test
    void students_sleep_data_give_what_scipy_computes() {
        var inference = welch(SECOND_DRUG, FIRST_DRUG, Confidence.of(0.9));
        assertThat(inference.p()).isCloseTo(0.0793941401873583, NINE_DIGITS);
        assertThat(inference.interval().low()).isCloseTo(-3.053381497331607, NINE_DIGITS);
        assertThat(inference.interval().high()).isCloseTo(-0.10661850266839323, NINE_DIGITS);
    }

    /** The handbook prints T = −12.94627; Boost.Math's documentation, of the same data, df = 136.87499. */
    @Test
    void nists_cars_have_the_printed_statistic() {
        var effect = effect(JAPANESE_CARS, US_CARS);
        assertThat(effect.absolute().z()).isCloseTo(-12.94627, Offset.offset(5e-6));
        assertThat(effect.absolute().n()).isEqualTo(2 * 79);
        // scipy.stats.ttest_ind_from_stats(equal_var=False), scipy 1.17.1
        assertThat(welch(JAPANESE_CARS, US_CARS, Confidence.USUAL).p()).isCloseTo(1.5709046154648375e-25, NINE_DIGITS);
    }

    /** NAG Library, g07ca, example: t = 2.5922, df = 7.9925, p = 0.0320, from 0.4410 to 7.5590. */
    @Test
    void nags_example_gives_the_printed_interval() {
        var inference =
                welch(new Summary(8, 21, 4.2082 * 4.2082), new Summary(4, 25, 0.8185 * 0.8185), Confidence.USUAL);
        assertThat(inference.p()).isCloseTo(0.0320, Offset.offset(5e-5));
        assertThat(inference.interval().low()).isCloseTo(0.4410, Offset.offset(2e-4));
        assertThat(inference.interval().high()).isCloseTo(7.5590, Offset.offset(2e-4));
    }

    /**
     * GrowthBook's own test, packages/stats/tests/frequentist/test_tests.py: 0.29, from 0.04538 to 0.53462, p =
     * 0.02016.
     */
    @Test
    void growthbooks_example_gives_the_printed_interval() {
        var inference = welch(new Summary(3407, 0.41, 3.9 * 3.9), new Summary(3461, 0.70, 6.2 * 6.2), Confidence.USUAL);
        assertThat(inference.interval().low()).isCloseTo(0.04538, Offset.offset(5e-6));
        assertThat(inference.interval().high()).isCloseTo(0.53462, Offset.offset(5e-6));
        assertThat(inference.p()).isCloseTo(0.02016, Offset.offset(5e-6));
    }

    /**
     * gbstats 0.8.0, TwoSidedTTest of SampleMeanStatistic, difference_type relative: its expected value and variance.
     */
    @Test
    void a_relative_difference_is_the_one_of_gbstats() {
        var effect = effect(new Summary(3407, 0.41, 3.9 * 3.9), new Summary(3461, 0.70, 6.2 * 6.2));
        var relative = effect.relative().value().orElseThrow();
        assertThat(relative.value()).isCloseTo(0.7073170731707317, NINE_DIGITS);
        assertThat(relative.standardError()).isCloseTo(0.3787943616681428, NINE_DIGITS);
        assertThat(relative.n()).isEqualTo(2 * 3407);
    }

    /** statsmodels.stats.weightstats.CompareMeans.ztest_ind and zconfint_diff(usevar='unequal'), statsmodels 0.15.0. */
    @Test
    void proportions_are_compared_by_z_as_means_of_zeros_and_ones() {
        var effect = effect(Summary.ofProportion(1000, 100), Summary.ofProportion(1200, 150));
        var inference = FixedHorizon.normal(effect.absolute(), Confidence.USUAL);
        assertThat(effect.absolute().value()).isCloseTo(0.025, NINE_DIGITS);
        assertThat(inference.p()).isCloseTo(0.0633629358918299, NINE_DIGITS);
        assertThat(inference.interval().low()).isCloseTo(-0.0013913311048046502, NINE_DIGITS);
        assertThat(inference.interval().high()).isCloseTo(0.051391331104804636, NINE_DIGITS);
    }

    @Test
    void with_many_subjects_t_and_z_agree() {
        var control = new Summary(1_000_000, 10, 400);
        var treatment = new Summary(900_000, 10.05, 410);
        var t = welch(control, treatment, Confidence.USUAL);
        var z = FixedHorizon.normal(effect(control, treatment).absolute(), Confidence.USUAL);
        assertThat(t.p()).isCloseTo(z.p(), Offset.offset(1e-5));
        assertThat(t.interval().low()).isCloseTo(z.interval().low(), Offset.offset(1e-6));
    }

    @Test
    void fewer_than_two_subjects_are_too_little() {
        var many = new Summary(100, 1, 1);
        var why = Finding.tooLittle("a variant has fewer than two subjects");
        assertThat(MeanEffect.of(new Summary(1, 3, 0), many)).isEqualTo(why);
        assertThat(MeanEffect.of(many, new Summary(0, 0, 0))).isEqualTo(why);
        assertThat(MeanEffect.welch(many, new Summary(0, 0, 0), Confidence.USUAL))
                .isEqualTo(why);
        assertThat(MeanEffect.figure(new Summary(0, 0, 0))).isEqualTo(why);
    }

    @Test
    void where_nothing_varies_there_is_no_p_value() {
        assertThat(MeanEffect.of(Summary.ofProportion(100, 0), Summary.ofProportion(100, 0)))
                .isEqualTo(Finding.tooLittle("nothing varies in either variant"));
        assertThat(MeanEffect.of(Summary.ofProportion(100, 100), Summary.ofProportion(100, 0)))
                .isEqualTo(Finding.tooLittle("nothing varies in either variant"));
        assertThat(MeanEffect.of(Summary.ofProportion(100, 0), Summary.ofProportion(100, 1))
                        .value())
                .isPresent();
    }

    @Test
    void a_control_that_may_be_zero_has_no_share_to_tell() {
        var effect = effect(new Summary(100, 0.29, 1), new Summary(100, 5, 1));
        assertThat(effect.absolute().value()).isEqualTo(4.71);
        assertThat(effect.relative())
                .isEqualTo(
                        Finding.tooLittle("control is not clearly apart from 0, so that a share of it says nothing"));
        assertThat(effect(new Summary(100, 0.31, 1), new Summary(100, 5, 1))
                        .relative()
                        .value())
                .isPresent();
    }

    @Test
    void a_variant_in_which_nothing_varies_is_taken_to_vary_as_the_other_does() {
        var control = Summary.ofProportion(10_000, 500);
        var few = effect(control, Summary.ofProportion(40, 0));
        assertThat(few.absolute().z()).isCloseTo(-1.448, Offset.offset(0.001));
        assertThat(few.relative().value().orElseThrow().z()).isCloseTo(-1.451, Offset.offset(0.001));
        var many = effect(control, Summary.ofProportion(10_000, 0));
        assertThat(many.absolute().z()).isCloseTo(-16.221, Offset.offset(0.001));
        assertThat(many.treatment().variance()).isZero();
    }

    @Test
    void an_effect_is_settled_once_the_smaller_variant_has_seen_enough() {
        var control = Summary.ofProportion(10_000, 1_000);
        assertThat(effect(control, Summary.ofProportion(99, 50)).settled())
                .isEqualTo(Finding.tooLittle("a variant has fewer than 100 subjects"));
        // 25 = n p / (1 − p) at n = 225
        assertThat(effect(control, Summary.ofProportion(220, 22)).settled()).isInstanceOf(Finding.TooLittle.class);
        assertThat(effect(control, Summary.ofProportion(230, 23)).settled()).isInstanceOf(Finding.Found.class);
        assertThat(effect(Summary.ofProportion(230, 23), control).settled()).isInstanceOf(Finding.Found.class);
    }

    @Test
    void a_variant_that_broke_is_settled_all_the_same() {
        var broken = effect(Summary.ofProportion(10_000, 500), Summary.ofProportion(1_000, 0));
        assertThat(broken.settled()
                        .map(effect -> ConfidenceSequence.usual(Confidence.USUAL)
                                        .at(effect.absolute())
                                        .p()
                                < 1e-5))
                .isEqualTo(Finding.found(true));
    }

    @Test
    void more_is_positive_also_where_the_metric_is_negative() {
        var relative =
                effect(new Summary(100, -2, 1), new Summary(100, -1.5, 1)).relative();
        assertThat(relative.value().orElseThrow().value()).isCloseTo(0.25, NINE_DIGITS);
    }

    @Test
    void swapped_variants_negate_the_difference_and_a_unit_scales_it() {
        var random = new Random(5);
        for (var round = 0; round < 200; round++) {
            var a = summary(random);
            var b = summary(random);
            var there = effect(a, b);
            var back = effect(b, a);
            assertThat(back.absolute().value()).isEqualTo(-there.absolute().value());
            assertThat(back.absolute().standardError())
                    .isEqualTo(there.absolute().standardError());
            assertThat(welch(b, a, Confidence.USUAL).p())
                    .isEqualTo(welch(a, b, Confidence.USUAL).p());
            var scaled = effect(scaled(a, 1024), scaled(b, 1024));
            assertThat(scaled.absolute().value())
                    .isEqualTo(1024 * there.absolute().value());
            assertThat(scaled.absolute().standardError())
                    .isEqualTo(1024 * there.absolute().standardError());
            assertThat(scaled.relative()).isEqualTo(there.relative());
        }
    }

    private static Summary summary(Random random) {
        var location = 10 * random.nextGaussian();
        return Summary.of(Arrays.stream(new double[2 + random.nextInt(50)])
                .map(zero -> location + random.nextGaussian())
                .toArray());
    }

    private static Summary scaled(Summary summary, double factor) {
        return new Summary(summary.n(), factor * summary.mean(), factor * factor * summary.variance());
    }

    private static Effect effect(Summary control, Summary treatment) {
        return MeanEffect.of(control, treatment).value().orElseThrow();
    }

    private static Inference welch(Summary control, Summary treatment, Confidence confidence) {
        return MeanEffect.welch(control, treatment, confidence).value().orElseThrow();
    }
}
