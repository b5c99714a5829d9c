package io.lotty.stats;

import static io.lotty.stats.Accuracy.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.kit.Covers;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"STA-1", "REP-2"})
class FixedHorizonTest {
    /** Abramowitz, Stegun, 1964, table 26.1: Q(z) of the normal; digits by 2 * scipy.stats.norm.sf(z), scipy 1.17.1. */
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 0.31731050786291415",
        "1.96, 0.049995790296440868",
        "-3, 0.0026997960632601866",
        "10, 1.523970604832094e-23"
    })
    void the_normal_p_value_is_that_of_the_tables(double z, double p) {
        assertThat(FixedHorizon.normal(new Estimate(2 * z, 2, 10), Confidence.USUAL)
                        .p())
                .isCloseTo(p, NINE_DIGITS);
    }

    /** Fisher's table of t, "Statistical Methods for Research Workers", 1925, table IV: t at p = 0.05 and n = 10 is 2.228. */
    @ParameterizedTest
    @CsvSource({"1, 12.706", "10, 2.228", "30, 2.042"})
    void students_interval_is_that_of_fishers_table(double degreesOfFreedom, double t) {
        var inference = FixedHorizon.student(new Estimate(t, 1, 12), degreesOfFreedom, Confidence.USUAL);
        assertThat(inference.interval().low()).isCloseTo(0, Offset.offset(5e-4));
        assertThat(inference.p()).isCloseTo(0.05, Offset.offset(5e-5));
    }

    @Test
    void the_interval_leaves_out_zero_just_when_p_is_below_its_error() {
        for (var z = -4.0; z <= 4; z += 0.01) {
            var normal = FixedHorizon.normal(new Estimate(z, 1, 100), Confidence.of(0.9));
            assertThat(normal.interval().holds(0)).isEqualTo(normal.p() >= 0.1);
            var student = FixedHorizon.student(new Estimate(z, 1, 100), 5.5, Confidence.of(0.9));
            assertThat(student.interval().holds(0)).isEqualTo(student.p() >= 0.1);
        }
    }

    @Test
    void what_is_no_estimate_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Estimate(1, 0, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Estimate(Double.NaN, 1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Estimate(1, Double.POSITIVE_INFINITY, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Estimate(1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NEGATIVE_INFINITY, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Inference(new Interval(0, 1), 1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new Figure(0, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Figure(0, 1, 0));
    }
}
