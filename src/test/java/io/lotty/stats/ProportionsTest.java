package io.lotty.stats;

import static io.lotty.stats.Accuracy.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.kit.Covers;
import io.lotty.stats.Proportions.Count;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"STA-1", "REP-2"})
class ProportionsTest {
    private static final Offset<Double> FOUR_DECIMALS = Offset.offset(5.001e-5);

    /** Newcombe, "Two-sided Confidence Intervals for the Single Proportion", Statistics in Medicine 17, 1998, table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void wilsons_intervals_are_those_of_newcombes_table(long ones, long n, double low, double high) {
        var interval = wilson(n, ones);
        assertThat(interval.low()).isCloseTo(low, FOUR_DECIMALS);
        assertThat(interval.high()).isCloseTo(high, FOUR_DECIMALS);
    }

    /** statsmodels.stats.proportion.proportion_confint(81, 263, method="wilson"), statsmodels 0.15.0. */
    @Test
    void wilsons_interval_is_the_one_of_statsmodels() {
        assertThat(wilson(263, 81).low()).isCloseTo(0.2552885198782742, NINE_DIGITS);
        assertThat(wilson(263, 81).high()).isCloseTo(0.36620957698280004, NINE_DIGITS);
    }

    /** Newcombe, "Interval Estimation for the Difference Between Independent Proportions", 1998, table II, method 10. */
    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80, 0.0524, 0.3339",
        "9, 10, 3, 10, 0.1705, 0.8090",
        "6, 7, 2, 7, 0.0582, 0.8062",
        "5, 56, 0, 29, -0.0381, 0.1926",
        "0, 10, 0, 20, -0.1611, 0.2775",
        "0, 10, 0, 10, -0.2775, 0.2775",
        "10, 10, 0, 20, 0.6791, 1.0000",
        "10, 10, 0, 10, 0.6075, 1.0000"
    })
    void differences_have_the_intervals_of_newcombes_table(
            long ones, long n, long controlOnes, long controlN, double low, double high) {
        var interval = newcombe(new Count(controlN, controlOnes), new Count(n, ones));
        assertThat(interval.low()).isCloseTo(low, FOUR_DECIMALS);
        assertThat(interval.high()).isCloseTo(high, FOUR_DECIMALS);
    }

    /** statsmodels confint_proportions_2indep(56, 70, 48, 80, method="newcomb", compare="diff"), statsmodels 0.15.0. */
    @Test
    void newcombes_interval_is_the_one_of_statsmodels() {
        var interval = newcombe(new Count(80, 48), new Count(70, 56));
        assertThat(interval.low()).isCloseTo(0.05243147240236498, NINE_DIGITS);
        assertThat(interval.high()).isCloseTo(0.33387265403690614, NINE_DIGITS);
    }

    @Test
    void what_is_counted_as_one_is_a_matter_of_taste() {
        for (var ones = 0; ones <= 30; ones++) {
            var interval = wilson(30, ones);
            var mirrored = wilson(30, 30 - ones);
            assertThat(interval.low()).isCloseTo(1 - mirrored.high(), Offset.offset(1e-15));
            assertThat(interval.holds(ones / 30.0)).isTrue();
            var there = newcombe(new Count(30, ones), new Count(40, 11));
            var back = newcombe(new Count(40, 11), new Count(30, ones));
            assertThat(there.low()).isEqualTo(-back.high());
        }
    }

    @Test
    void of_no_subjects_there_is_no_proportion() {
        var why = Finding.tooLittle("there are no subjects");
        assertThat(Proportions.wilson(new Count(0, 0), Confidence.USUAL)).isEqualTo(why);
        assertThat(Proportions.newcombe(new Count(5, 1), new Count(0, 0), Confidence.USUAL))
                .isEqualTo(why);
        assertThatIllegalArgumentException().isThrownBy(() -> new Count(3, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new Count(3, -1));
    }

    private static Interval wilson(long n, long ones) {
        return Proportions.wilson(new Count(n, ones), Confidence.USUAL).value().orElseThrow();
    }

    private static Interval newcombe(Count control, Count treatment) {
        return Proportions.newcombe(control, treatment, Confidence.USUAL)
                .value()
                .orElseThrow();
    }
}
