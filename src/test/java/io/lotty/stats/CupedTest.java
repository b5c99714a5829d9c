package io.lotty.stats;

import static io.lotty.stats.Accuracy.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.lotty.kit.Covers;
import io.lotty.stats.Cuped.Adjusted;
import io.lotty.stats.Cuped.Unadjusted;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers({"STA-1", "REP-2"})
class CupedTest {
    /**
     * Leprosy bacilli of patients after (x) and before (y) treatment by one of two antibiotics, A and D, or a control, F:
     * Snedecor, Cochran, "Statistical Methods", 6th edition, 1967, page 422; SAS/STAT User's Guide, PROC GLM, example
     * "Analysis of Covariance".
     */
    private static final PairSummary A = PairSummary.of(
            new double[] {6, 0, 2, 8, 11, 4, 13, 1, 8, 0}, new double[] {11, 8, 5, 14, 19, 6, 10, 6, 11, 3});

    private static final PairSummary D = PairSummary.of(
            new double[] {0, 2, 3, 1, 18, 4, 14, 9, 1, 9}, new double[] {6, 6, 7, 8, 18, 8, 19, 8, 5, 15});

    private static final PairSummary F = PairSummary.of(
            new double[] {13, 10, 18, 5, 23, 12, 5, 16, 1, 20}, new double[] {16, 13, 11, 9, 21, 16, 12, 12, 7, 12});

    /** SAS prints the slope 0.987183811 and the LS-means 6.7149635, 6.8239348 and 10.1611017. */
    @Test
    void snedecors_leprosy_data_give_the_slope_and_the_adjusted_means_that_sas_prints() {
        var cuped = adjusted(List.of(A, D, F));
        assertThat(cuped.theta()).isCloseTo(0.987183811, Offset.offset(5e-10));
        assertThat(cuped.variants().get(0).mean()).isCloseTo(6.7149635, Offset.offset(5e-8));
        assertThat(cuped.variants().get(1).mean()).isCloseTo(6.8239348, Offset.offset(5e-8));
        assertThat(cuped.variants().get(2).mean()).isCloseTo(10.1611017, Offset.offset(5e-8));
    }

    /** statsmodels 0.15.0: ols("post ~ C(drug) + pre"), its slope and coefficients; numpy.var(post - slope * pre, ddof=1). */
    @Test
    void the_adjusted_effect_and_variance_are_those_of_statsmodels_and_numpy() {
        var cuped = adjusted(List.of(A, D, F));
        var means = cuped.variants().stream().map(Summary::mean).toList();
        assertThat(cuped.theta()).isCloseTo(0.9871838111298487, NINE_DIGITS);
        assertThat(means.get(1) - means.get(0)).isCloseTo(0.10897133220910565, NINE_DIGITS);
        assertThat(means.get(2) - means.get(0)).isCloseTo(3.4461382799325437, NINE_DIGITS);
        assertThat(cuped.variants().get(0).variance()).isCloseTo(10.300071193465964, NINE_DIGITS);
        assertThat(cuped.variants().get(1).variance()).isCloseTo(6.597387287386631, NINE_DIGITS);
        assertThat(cuped.variants().get(2).variance()).isCloseTo(29.458385626323725, NINE_DIGITS);
        assertThat(cuped.correlation()).isCloseTo(0.7620649866978355, NINE_DIGITS);
        assertThat(cuped.varianceReduction()).isCloseTo(0.5807430439507719, NINE_DIGITS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.9, -0.5, 0.1, 0.7, 0.95})
    void it_cuts_the_variance_by_the_square_of_the_correlation(double correlation) {
        var random = new Random(8);
        var cuped = adjusted(List.of(correlated(random, 40_000, correlation), correlated(random, 20_000, correlation)));
        assertThat(cuped.correlation()).isCloseTo(correlation, Offset.offset(0.02));
        assertThat(cuped.varianceReduction())
                .isCloseTo(cuped.correlation() * cuped.correlation(), Offset.offset(0.01))
                .isCloseTo(correlation * correlation, Offset.offset(0.02));
    }

    @Test
    void neither_an_effect_nor_a_shift_of_the_past_enters_theta() {
        var shifted = new PairSummary(D.n(), D.meanX() + 1000, D.meanY(), D.varianceX(), D.varianceY(), D.covariance());
        var before = adjusted(List.of(A, D, F));
        var after = adjusted(List.of(A, shifted, F));
        assertThat(after.theta()).isEqualTo(before.theta());
        assertThat(after.variants().get(1).mean() - before.variants().get(1).mean())
                .isCloseTo(1000, NINE_DIGITS);
        assertThat(after.variants().get(0)).isEqualTo(before.variants().get(0));
    }

    @Test
    void the_control_is_the_same_in_all_comparisons_whatever_the_order() {
        var forth = adjusted(List.of(A, D, F)).variants();
        var back = adjusted(List.of(F, D, A)).variants();
        assertThat(back.get(2).mean()).isCloseTo(forth.get(0).mean(), NINE_DIGITS);
        assertThat(back.get(2).variance()).isCloseTo(forth.get(0).variance(), NINE_DIGITS);
    }

    @Test
    void a_past_that_is_the_same_for_all_adjusts_nothing() {
        var random = new Random(9);
        var xs = random.doubles(100).toArray();
        var variant = PairSummary.of(xs, new double[100]);
        assertThat(Cuped.of(List.of(variant, variant)))
                .isEqualTo(new Unadjusted(
                        List.of(Summary.of(xs), Summary.of(xs)), "before the experiment all subjects were alike"));
    }

    @Test
    void a_metric_that_does_not_vary_is_left_as_it_is() {
        var ys = new Random(10).doubles(100).toArray();
        var variant = PairSummary.of(new double[100], ys);
        assertThat(Cuped.of(List.of(variant, variant)))
                .isEqualTo(new Unadjusted(
                        List.of(new Summary(100, 0, 0), new Summary(100, 0, 0)), "nothing varies in any variant"));
    }

    @Test
    void too_few_subjects_are_left_as_they_are() {
        assertThat(Cuped.of(List.of(A, D)))
                .isEqualTo(new Unadjusted(List.of(A.x(), D.x()), "there are fewer than 30 subjects"));
        assertThat(Cuped.of(List.of()).variants()).isEmpty();
    }

    @Test
    void a_variant_without_subjects_stays_empty() {
        var cuped = adjusted(List.of(A, D, F, PairSums.NOTHING.summary(), new PairSummary(1, 5, 3, 0, 0, 0)));
        assertThat(cuped.variants().get(3)).isEqualTo(new Summary(0, 0, 0));
        assertThat(cuped.variants().get(4).n()).isEqualTo(1);
        assertThat(cuped.theta()).isCloseTo(0.987183811, Offset.offset(5e-10));
    }

    @Test
    void what_the_past_explains_wholly_leaves_nothing_to_compare() {
        var ys = new Random(11).doubles(100).toArray();
        var variant = PairSummary.of(ys, ys);
        var cuped = adjusted(List.of(variant, variant));
        assertThat(MeanEffect.of(cuped.variants().get(0), cuped.variants().get(1)))
                .isEqualTo(Finding.tooLittle("nothing varies in either variant"));
    }

    private static Adjusted adjusted(List<PairSummary> variants) {
        var cuped = Cuped.of(variants);
        assertThat(cuped).asInstanceOf(type(Adjusted.class)).isNotNull();
        return (Adjusted) cuped;
    }

    private static PairSummary correlated(Random random, int n, double correlation) {
        var xs = new double[n];
        var ys = new double[n];
        for (var i = 0; i < n; i++) {
            ys[i] = random.nextGaussian();
            xs[i] = 5 + 3 * (correlation * ys[i] + Math.sqrt(1 - correlation * correlation) * random.nextGaussian());
        }
        return PairSummary.of(xs, ys);
    }
}
