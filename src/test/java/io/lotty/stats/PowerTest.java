package io.lotty.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.lotty.kit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers({"STA-1", "REP-2"})
class PowerTest {
    private static final Power USUAL = Power.USUAL;

    /** Chow, Shao, Wang, "Sample Size Calculations in Clinical Research", 2008, p. 58: means 5 and 10, deviation 10. */
    @Test
    void two_means_take_the_textbooks_63_units_each() {
        var sizes = sizes(USUAL, 5, new Power.Spread(100, 100, 1));
        assertThat(sizes).isEqualTo(new Power.Sizes(63, 63));
        assertThat(sizes.total()).isEqualTo(126);
    }

    /** The same, p. 89: proportions 0.65 and 0.85. */
    @Test
    void two_proportions_take_the_textbooks_70_units_each() {
        var sizes = sizes(USUAL, 0.2, new Power.Spread(0.65 * 0.35, 0.85 * 0.15, 1));
        assertThat(sizes).isEqualTo(new Power.Sizes(70, 70));
    }

    /**
     * Rosner, "Fundamentals of Biostatistics", 7th edition 2010, p. 302, blood pressure 132.86 ± 15.34 and 127.44 ±
     * 18.23, twice as many in the second group: 85 in the first for a one-sided test at 5 %, which is a two-sided one
     * at 10 %.
     */
    @Test
    void arms_of_unequal_size_take_the_textbooks_85_units() {
        var spread = new Power.Spread(15.34 * 15.34, 18.23 * 18.23, 2);
        var sizes = sizes(new Power(new Confidence(0.1), 0.8), 132.86 - 127.44, spread);
        assertThat(sizes.control()).isEqualTo(85);
        assertThat(sizes.treatment()).isBetween(169L, 170L);
    }

    /**
     * Kohavi et al., "Controlled experiments on the web", 2009, section 3.2.1, by the rule 16 σ²/Δ², where 15.7 is
     * exact: to see 5 % more of 3.75 a user, deviation 30, "over 409,000" users a variant.
     */
    @Test
    void the_rule_of_sixteen_is_2_percent_above() {
        var delta = 0.05 * 3.75;
        var ours = sizes(USUAL, delta, new Power.Spread(900, 900, 1)).control();
        assertThat(409_600 / (double) ours).isBetween(1.019, 1.0195);
    }

    @Test
    void it_agrees_with_statsmodels() {
        // statsmodels 0.15.0, NormalIndPower().power(0.5, 63, 0.05, 1)
        assertRelative(USUAL.ofDifference(0.5, Math.sqrt(2.0 / 63)), 0.8013023941055795);
        // NormalIndPower().power(0.2, 300, 0.01, 2), by which the second arm has 600
        var strict = new Power(new Confidence(0.01), 0.8);
        assertRelative(strict.ofDifference(0.2, Math.sqrt(1.0 / 300 + 1.0 / 600)), 0.5997105256061042);
        // NormalIndPower().solve_power(None, 1000, 0.05, 0.8, 1), which allows for the wrong side, as we do not
        assertThat(USUAL.detectable(Math.sqrt(2.0 / 1_000))).isCloseTo(0.1252903452971738, within(1e-6));
    }

    @Test
    void a_difference_that_is_not_there_is_found_as_often_as_the_level_says() {
        assertThat(USUAL.ofDifference(0, 3)).isCloseTo(0.05, offset(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.8", "0.01, 0.9", "0.1, 0.5", "0.0005, 0.99"})
    void what_is_detectable_is_found_with_the_wanted_power(double alpha, double wanted) {
        var power = new Power(new Confidence(alpha), wanted);
        assertThat(power.ofDifference(power.detectable(0.7), 0.7)).isBetween(wanted, wanted + 1.5e-3);
    }

    @Test
    void the_planned_sizes_have_the_wanted_power_and_one_unit_fewer_has_not() {
        var sizes = sizes(USUAL, 0.1, new Power.Spread(1, 1, 1));
        assertThat(powerOf(0.1, sizes.control())).isBetween(0.8, 0.8005);
        assertThat(powerOf(0.1, sizes.control() - 1)).isLessThan(0.8);
    }

    @Test
    void growing_by_what_is_said_makes_the_difference_detectable() {
        var times = USUAL.growth(0.02, 0.04);
        assertThat(USUAL.detectable(0.04 / Math.sqrt(times))).isCloseTo(0.02, offset(1e-15));
        assertThat(USUAL.growth(USUAL.detectable(0.04), 0.04)).isCloseTo(1, offset(1e-12));
    }

    @Test
    void direction_and_unit_do_not_matter() {
        assertThat(USUAL.ofDifference(-2, 1)).isEqualTo(USUAL.ofDifference(2, 1));
        assertThat(USUAL.growth(-2, 1)).isEqualTo(USUAL.growth(2, 1));
        assertThat(sizes(USUAL, -5, new Power.Spread(100, 100, 1)).control()).isEqualTo(63);
        assertThat(sizes(USUAL, 0.005, new Power.Spread(1e-4, 1e-4, 1)).control())
                .isEqualTo(63);
    }

    @Test
    void more_hypotheses_take_more_units() {
        var family = USUAL.overFamily(10);
        assertThat(family.confidence().alpha()).isCloseTo(0.005, offset(1e-17));
        assertThat(family.detectable(1)).isGreaterThan(USUAL.detectable(1));
        assertThat(USUAL.overFamily(1)).isEqualTo(USUAL);
    }

    @Test
    void what_is_detectable_is_also_told_as_a_part_of_control() {
        var control = new Figure(-20, 4, 100);
        assertThat(USUAL.detectableRelative(0.5, control).value()).contains(USUAL.detectable(0.5) / 20);
        assertThat(USUAL.detectableRelative(0.5, new Figure(1, 1, 100))).isInstanceOf(Finding.TooLittle.class);
    }

    @Test
    void arms_spread_as_they_are_seen_to() {
        var spread = Power.Spread.of(new Summary(200, 1, 3), new Summary(100, 2, 5));
        assertThat(spread).isEqualTo(new Power.Spread(3, 5, 0.5));
    }

    @Test
    void what_does_not_vary_and_what_nobody_can_find_has_no_size() {
        assertThat(USUAL.sizes(1, new Power.Spread(0, 0, 1))).isInstanceOf(Finding.TooLittle.class);
        assertThat(USUAL.sizes(1e-9, new Power.Spread(1, 1, 1))).isInstanceOf(Finding.TooLittle.class);
        assertThat(USUAL.sizes(1e-300, new Power.Spread(1, 1, 1))).isInstanceOf(Finding.TooLittle.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.NaN, Double.POSITIVE_INFINITY})
    void nonsense_is_refused(double wrong) {
        var spread = new Power.Spread(1, 1, 1);
        assertThatThrownBy(() -> USUAL.sizes(wrong, spread)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> USUAL.growth(wrong, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> USUAL.detectable(wrong)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Power.Spread(1, 1, wrong)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Power(Confidence.USUAL, wrong)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> USUAL.overFamily(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Power.Sizes sizes(Power power, double difference, Power.Spread spread) {
        return power.sizes(difference, spread).value().orElseThrow();
    }

    private static double powerOf(double difference, long unitsEach) {
        return USUAL.ofDifference(difference, Math.sqrt(2.0 / unitsEach));
    }

    private static void assertRelative(double ours, double theirs) {
        assertThat(ours).isCloseTo(theirs, within(1e-9 * theirs));
    }
}
