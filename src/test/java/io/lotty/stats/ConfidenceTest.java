package io.lotty.stats;

import static io.lotty.stats.Accuracy.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.kit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("STA-1")
class ConfidenceTest {
    /** Abramowitz, Stegun, "Handbook of Mathematical Functions", 1964, table 26.5; digits by scipy.stats.norm.ppf. */
    @ParameterizedTest
    @CsvSource({"0.90, 1.6448536269514722", "0.95, 1.959963984540054", "0.99, 2.5758293035489004"})
    void the_critical_values_are_those_of_the_tables(double level, double z) {
        assertThat(Confidence.of(level).z()).isCloseTo(z, NINE_DIGITS);
    }

    @Test
    void the_usual_confidence_is_95_percent() {
        assertThat(Confidence.USUAL.level()).isEqualTo(0.95);
        assertThat(Confidence.USUAL.alpha()).isEqualTo(0.05);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 0.51, 1, Double.NaN, Double.POSITIVE_INFINITY})
    void there_is_no_confidence_with_such_an_error(double alpha) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Confidence(alpha));
    }
}
