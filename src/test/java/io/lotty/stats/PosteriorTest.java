package io.lotty.stats;

import static io.lotty.stats.Accuracy.NINE_DIGITS;
import static io.lotty.stats.Direction.HIGHER_IS_BETTER;
import static io.lotty.stats.Direction.LOWER_IS_BETTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.kit.Covers;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"STA-1", "REP-2"})
class PosteriorTest {
    /**
     * The age of the Ennerdale granophyre, in million years: Lee, "Bayesian Statistics: An Introduction", section 2.2. The
     * prior N(370, 20²), of an older method, and the measurement 421 ± 8 give a variance of 55 and, computed with that, a mean
     * of 413.
     */
    @Test
    void the_age_of_lees_rock_is_as_printed() {
        var posterior = Posterior.of(new Estimate(421, 8, 100), new Prior.Normal(370, 20));
        var variance = posterior.standardDeviation() * posterior.standardDeviation();
        assertThat(variance).isCloseTo(55, Offset.offset(0.5));
        assertThat(posterior.mean() * 55 / variance).isCloseTo(413, Offset.offset(0.5));
    }

    /** gbstats 0.8.0, EffectBayesianABTest with a proper prior N(0.05, 0.2²) on the relative effect: its chance to win and risk. */
    @Test
    void the_posterior_is_the_one_of_gbstats() {
        var posterior =
                Posterior.of(new Estimate(0.7073170731707317, 0.3787943616681428, 6868), new Prior.Normal(0.05, 0.2));
        assertThat(posterior.mean()).isCloseTo(0.19329595766011018, NINE_DIGITS);
        assertThat(posterior.standardDeviation()).isCloseTo(0.17686138398261395, NINE_DIGITS);
        assertThat(posterior.chanceToBeatControl(HIGHER_IS_BETTER)).isCloseTo(0.8627862989456561, NINE_DIGITS);
        assertThat(posterior.credible(Confidence.USUAL).low()).isCloseTo(-0.1533459852017224, NINE_DIGITS);
        assertThat(posterior.credible(Confidence.USUAL).high()).isCloseTo(0.5399379005219427, NINE_DIGITS);
        assertThat(posterior.expectedLoss(HIGHER_IS_BETTER)).isCloseTo(0.012306903594442763, NINE_DIGITS);
        assertThat(posterior.expectedLossOfControl(HIGHER_IS_BETTER)).isCloseTo(0.20560286125455293, NINE_DIGITS);
    }

    /** Raiffa, Schlaifer, "Applied Statistical Decision Theory", 1961: its table of the unit normal loss integral. */
    @ParameterizedTest
    @CsvSource({"0, .39894", "0.5, .19780", "1, .08332", "2, .008491", "3, .0003822"})
    void the_expected_loss_is_that_of_the_table(double gain, double loss) {
        assertThat(new Posterior(gain, 1).expectedLoss(HIGHER_IS_BETTER)).isCloseTo(loss, Offset.offset(5.1e-6));
    }

    /** scipy.integrate.quad of max(-x, 0) * norm.pdf(x, m, s), with mpmath 1.4.1 where m/s is large. */
    @ParameterizedTest
    @CsvSource({
        "0.02, 0.03, 0.004533589414732108",
        "-0.5, 0.1, 0.50000000534616553",
        "3, 0.5, 7.8178489798548321e-11",
        "10, 0.5, 6.8500624736459213e-91",
        "30, 1, 1.6319567340839891e-199"
    })
    void the_expected_loss_is_the_integral(double mean, double deviation, double loss) {
        assertThat(new Posterior(mean, deviation).expectedLoss(HIGHER_IS_BETTER))
                .isCloseTo(loss, NINE_DIGITS);
    }

    @Test
    void a_flat_prior_leaves_the_estimate_as_it_is() {
        var estimate = new Estimate(0.04, 0.02, 1000);
        var posterior = Posterior.of(estimate, new Prior.Flat());
        assertThat(posterior).isEqualTo(new Posterior(0.04, 0.02));
        // By symmetry the chance is one minus the one-sided p-value.
        assertThat(posterior.chanceToBeatControl(HIGHER_IS_BETTER))
                .isCloseTo(1 - FixedHorizon.normal(estimate, Confidence.USUAL).p() / 2, NINE_DIGITS);
        assertThat(posterior.credible(Confidence.USUAL))
                .isEqualTo(FixedHorizon.normal(estimate, Confidence.USUAL).interval());
    }

    @Test
    void the_usual_prior_hardly_moves_a_usual_effect_and_tames_a_wild_one() {
        assertThat(Posterior.of(new Estimate(0.05, 0.03, 10_000), Prior.USUAL).mean() / 0.05)
                .isCloseTo(0.99, Offset.offset(0.001));
        assertThat(Posterior.of(new Estimate(4, 2, 20), Prior.USUAL).chanceToBeatControl(HIGHER_IS_BETTER))
                .isLessThan(0.65);
    }

    @Test
    void which_way_is_better_is_a_matter_of_sign() {
        for (var mean = -3.0; mean <= 3; mean += 0.1) {
            var posterior = new Posterior(mean, 0.7);
            var mirrored = new Posterior(-mean, 0.7);
            assertThat(posterior.chanceToBeatControl(LOWER_IS_BETTER))
                    .isEqualTo(mirrored.chanceToBeatControl(HIGHER_IS_BETTER));
            assertThat(posterior.expectedLoss(LOWER_IS_BETTER)).isEqualTo(mirrored.expectedLoss(HIGHER_IS_BETTER));
            assertThat(posterior.expectedLossOfControl(LOWER_IS_BETTER))
                    .isEqualTo(posterior.expectedLoss(HIGHER_IS_BETTER));
            // What is lost by the one less what is lost by the other is the gain.
            assertThat(posterior.expectedLossOfControl(HIGHER_IS_BETTER) - posterior.expectedLoss(HIGHER_IS_BETTER))
                    .isCloseTo(mean, Offset.offset(1e-14));
        }
    }

    @Test
    void a_loss_is_never_below_nothing() {
        assertThat(new Posterior(1000, 1).expectedLoss(HIGHER_IS_BETTER)).isZero();
    }

    @Test
    void what_is_no_belief_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Posterior(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Prior.Normal(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Prior.Normal(Double.NaN, 1));
    }
}
