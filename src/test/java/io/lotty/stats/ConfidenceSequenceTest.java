package io.lotty.stats;

import static io.lotty.stats.Accuracy.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.kit.Covers;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"STA-1", "STA-2", "REP-2"})
class ConfidenceSequenceTest {
    private static final ConfidenceSequence USUAL = ConfidenceSequence.usual(Confidence.USUAL);

    /**
     * gbstats 0.8.0, SequentialTwoSidedTTest with its own tuning for 5,000 subjects (ρ by the paper's approximation to
     * Lambert's W): sums 1396.87 and 2422.7, then 3222.7, sums of squares 52377.9767 and 134698.29, of 3,407 and 3,461
     * subjects.
     */
    @Test
    void the_sequence_is_the_one_of_gbstats() {
        var sequence = new ConfidenceSequence(Confidence.USUAL, 0.03984006677137368);
        var weak = sequence.at(new Estimate(0.29, 0.12478363158758794, 6868));
        assertThat(weak.interval().low()).isCloseTo(-0.08941009553834556, NINE_DIGITS);
        assertThat(weak.interval().high()).isCloseTo(0.6694100955383455, NINE_DIGITS);
        assertThat(weak.p()).isCloseTo(0.290744559185973, NINE_DIGITS);
        var strong = sequence.at(new Estimate(0.5211470673215832, 0.12434623073976314, 6868));
        assertThat(strong.interval().low()).isCloseTo(0.14306690821280282, NINE_DIGITS);
        assertThat(strong.interval().high()).isCloseTo(0.8992272264303636, NINE_DIGITS);
        assertThat(strong.p()).isCloseTo(0.0011067130816073468, NINE_DIGITS);
    }

    /**
     * From the definition, by mpmath 1.4.1: the S where the integral of exp(λS − λ²n/2) over λ ~ N(0, ρ²) is 20, by
     * quad and findroot.
     */
    @ParameterizedTest
    @CsvSource({
        "10, 60.975437848446605",
        "500, 85.489760854959531",
        "5000, 214.61556399837657",
        "100000, 1056.713631357078"
    })
    void the_boundary_is_robbins_normal_mixture(long n, double bound) {
        var sequence = ConfidenceSequence.narrowestAt(5000, Confidence.USUAL);
        var inference = sequence.at(new Estimate(0, 1 / Math.sqrt((double) n), n));
        assertThat(inference.interval().high() * n).isCloseTo(bound, NINE_DIGITS);
    }

    /** sqrt((-scipy.special.lambertw(-alpha**2 / e, -1) - 1) / n), scipy 1.17.1. */
    @ParameterizedTest
    @CsvSource({
        "0.05, 5000, 0.04052645570998839",
        "0.01, 10000, 0.03428756512570617",
        "0.2, 100, 0.22389193025389356",
        "0.5, 7, 0.6202113152431764",
        "1e-06, 10000, 0.05576726028394182"
    })
    void the_tuning_is_lamberts_function(double alpha, long n, double rho) {
        assertThat(ConfidenceSequence.narrowestAt(n, new Confidence(alpha)).rho())
                .isCloseTo(rho, NINE_DIGITS);
    }

    /** The paper's approximation, equation 161: √((−2 ln α + ln(−2 ln α + 1)) / n); GrowthBook uses it. */
    @Test
    void the_tuning_is_near_the_papers_approximation() {
        var base = -2 * Math.log(0.05);
        assertThat(ConfidenceSequence.narrowestAt(5000, Confidence.USUAL).rho())
                .isCloseTo(Math.sqrt((base + Math.log(base + 1)) / 5000), Offset.offset(0.002));
    }

    @Test
    void it_is_narrowest_at_the_size_that_it_is_tuned_for() {
        var tuned = ConfidenceSequence.narrowestAt(20_000, Confidence.USUAL);
        var others = LongStream.of(1_000, 10_000, 18_000, 22_000, 40_000, 1_000_000);
        assertThat(others.mapToObj(size -> ConfidenceSequence.narrowestAt(size, Confidence.USUAL)))
                .allSatisfy(other -> assertThat(width(other, 20_000)).isGreaterThan(width(tuned, 20_000)));
    }

    /** The figures in the documentation of USUAL_SIZE. */
    @ParameterizedTest
    @CsvSource({"1000, 1.95", "10000, 1.55", "100000, 1.66", "1000000, 1.82", "10000000, 1.98"})
    void looking_at_any_time_costs_what_the_documentation_says(long n, double ratio) {
        var once = FixedHorizon.normal(new Estimate(0, 1, n), Confidence.USUAL).interval();
        assertThat(width(USUAL, n) / once.width()).isCloseTo(ratio, Offset.offset(0.006));
    }

    @Test
    void the_interval_leaves_out_zero_just_when_p_is_below_its_error() {
        for (var z = -6.0; z <= 6; z += 0.01) {
            for (var n = 10L; n <= 10_000_000; n *= 10) {
                var inference = USUAL.at(new Estimate(z, 1, n));
                assertThat(inference.interval().holds(0)).isEqualTo(inference.p() >= 0.05);
            }
        }
    }

    @Test
    void of_few_subjects_nothing_comes() {
        assertThat(USUAL.at(new Estimate(5, 1, 100)).p()).isGreaterThan(0.4);
        assertThat(USUAL.at(new Estimate(0, 1, 1_000_000)).p()).isEqualTo(1);
        assertThat(USUAL.at(new Estimate(100, 1, 1_000_000)).p()).isLessThan(1e-300);
    }

    @Test
    void a_sign_and_a_unit_change_nothing_else() {
        var there = USUAL.at(new Estimate(3, 1, 50_000));
        var back = USUAL.at(new Estimate(-3, 1, 50_000));
        var scaled = USUAL.at(new Estimate(3 * 256, 256, 50_000));
        assertThat(back.p()).isEqualTo(there.p()).isEqualTo(scaled.p());
        assertThat(back.interval().low()).isEqualTo(-there.interval().high());
        assertThat(scaled.interval().low()).isEqualTo(256 * there.interval().low());
    }

    @Test
    void whoever_peeks_fifty_times_at_nothing_is_seldom_wrong() {
        var random = new Random(7);
        var wrong = 0;
        var peeking = 0;
        for (var experiment = 0; experiment < 1_000; experiment++) {
            var sum = 0.0;
            var found = false;
            var thought = false;
            for (var n = 400; n <= 20_000; n += 400) {
                sum += Math.sqrt(400) * random.nextGaussian();
                var estimate = new Estimate(sum / n, 1 / Math.sqrt(n), n);
                found |= USUAL.at(estimate).p() < 0.05;
                thought |= FixedHorizon.normal(estimate, Confidence.USUAL).p() < 0.05;
            }
            wrong += found ? 1 : 0;
            peeking += thought ? 1 : 0;
        }
        assertThat(wrong).as("of 1,000 that found something, always valid").isLessThan(50);
        assertThat(peeking)
                .as("of 1,000 that found something, by the interval of one look")
                .isGreaterThan(250);
    }

    @Test
    void a_tuning_of_nothing_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfidenceSequence(Confidence.USUAL, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> ConfidenceSequence.narrowestAt(0, Confidence.USUAL));
    }

    private static double width(ConfidenceSequence sequence, long n) {
        return sequence.at(new Estimate(0, 1, n)).interval().width();
    }
}
