package io.lotty.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lotty.kit.Covers;
import org.junit.jupiter.api.Test;

@Covers({"STA-1", "CON-3"})
class OverlapTest {
    /**
     * Agresti, "An Introduction to Categorical Data Analysis", 2nd edition 2007, p. 38: χ² = 30.1 of 2; R prints p =
     * 2.954e-07.
     */
    private static final long[][] PARTY_BY_GENDER = {{762, 327, 468}, {484, 239, 477}};

    @Test
    void it_agrees_with_the_textbook() {
        var overlap = test(PARTY_BY_GENDER);
        assertThat(overlap.shared()).isEqualTo(2_757);
        assertThat(overlap.degreesOfFreedom()).isEqualTo(2);
        assertThat(overlap.statistic()).isCloseTo(30.1, within(0.05));
        assertThat(overlap.pValue()).isCloseTo(2.954e-7, within(0.0005e-7));
        // scipy 1.17.1, chi2_contingency and contingency.association
        assertSame(overlap, 30.070149095754672, 2.9535891832117595e-07, 0.10443580235646777);
    }

    /** The example that the documentation of {@code scipy.stats.chi2_contingency} prints in full. */
    @Test
    void it_agrees_with_the_documentation_of_scipy() {
        var overlap = test(new long[][] {{10, 10, 20}, {20, 20, 20}});
        assertSame(overlap, 2.7777777777777777, 0.2493522087772962, overlap.cramersV());
        assertThat(overlap.degreesOfFreedom()).isEqualTo(2);
    }

    /** The example that the documentation of {@code scipy.stats.contingency.association} prints in full. */
    @Test
    void its_strength_agrees_with_the_documentation_of_scipy() {
        var overlap = test(new long[][] {{100, 150}, {203, 322}, {420, 700}, {320, 210}});
        assertSame(overlap, 84.05606871861963, 4.137697362586139e-18, 0.18617813077483678);
    }

    @Test
    void which_experiment_comes_first_does_not_matter() {
        var turned = test(new long[][] {{762, 484}, {327, 239}, {468, 477}});
        var once = test(PARTY_BY_GENDER);
        assertThat(turned.degreesOfFreedom()).isEqualTo(once.degreesOfFreedom());
        assertSame(turned, once.statistic(), once.pValue(), once.cramersV());
    }

    @Test
    void independent_assignments_are_not_suspected() {
        var overlap = test(new long[][] {{300, 200, 100}, {600, 400, 200}});
        assertThat(overlap.statistic()).isCloseTo(0, within(1e-12));
        assertThat(overlap.pValue()).isCloseTo(1, within(1e-12));
        assertThat(overlap.cramersV()).isCloseTo(0, within(1e-6));
    }

    @Test
    void where_one_variant_settles_the_other_the_dependence_is_complete() {
        assertThat(test(new long[][] {{500, 0}, {0, 500}}).cramersV()).isCloseTo(1, within(1e-12));
        assertThat(test(new long[][] {{500_000_000, 0}, {0, 500_000_000}}).pValue())
                .isBetween(0.0, 1e-300);
    }

    @Test
    void variants_that_hold_nobody_are_left_out() {
        var overlap = test(new long[][] {{762, 0, 327, 468}, {0, 0, 0, 0}, {484, 0, 239, 477}});
        assertThat(overlap).isEqualTo(test(PARTY_BY_GENDER));
    }

    @Test
    void few_subjects_or_a_single_variant_are_too_little() {
        assertThat(Overlap.of(new long[][] {{9, 9}, {5, 4}})).isInstanceOf(Finding.TooLittle.class);
        assertThat(Overlap.of(new long[][] {{900, 900}})).isInstanceOf(Finding.TooLittle.class);
        assertThat(Overlap.of(new long[][] {{900, 0}, {900, 0}})).isInstanceOf(Finding.TooLittle.class);
        assertThat(Overlap.of(new long[][] {{0, 0}, {0, 0}})).isInstanceOf(Finding.TooLittle.class);
        assertThat(Overlap.of(new long[][] {})).isInstanceOf(Finding.TooLittle.class);
    }

    @Test
    void a_ragged_table_is_refused() {
        assertThatThrownBy(() -> Overlap.of(new long[][] {{9, 9}, {9}})).isInstanceOf(IllegalArgumentException.class);
    }

    private static Overlap test(long[][] counts) {
        return Overlap.of(counts).value().orElseThrow();
    }

    private static void assertSame(Overlap ours, double statistic, double pValue, double cramersV) {
        assertThat(ours.statistic()).isCloseTo(statistic, within(1e-9 * statistic));
        assertThat(ours.pValue()).isCloseTo(pValue, within(1e-9 * pValue));
        assertThat(ours.cramersV()).isCloseTo(cramersV, within(1e-9 * cramersV));
    }
}
