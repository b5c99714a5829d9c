package io.lotty.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.id.MetricKey;
import io.lotty.kit.Covers;
import io.lotty.stats.Finding;
import io.lotty.stats.SampleRatio;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** p-values by mpmath: erfc(√(χ²/2)), and the Bayes factor out of ln Γ at 30 digits. */
@Covers("REP-3")
class SampleBalanceTest {
    private static final Percentage NINE_DIGITS = Percentage.withPercentage(1e-7);

    @ParameterizedTest
    @CsvSource({
        "5000, OK, 1, 1",
        "5200, OK, 0.047670380656161448, 1",
        "5300, WARNING, 0.00311669383986687, 0.134893698395067",
        "5500, CRITICAL, 1.06354926795274e-6, 7.76151724538976e-5"
    })
    void subjects_are_held_against_the_weights(
            long blue, SampleRatio.Verdict verdict, double pValue, double sequential) {
        var balance = balance(2, 5_000, blue);
        var ratio = balance.atOneLook().value().orElseThrow();

        assertThat(ratio.verdict()).isEqualTo(verdict);
        assertThat(ratio.pValue()).isCloseTo(pValue, NINE_DIGITS);
        assertThat(balance.atEveryLook().value().orElseThrow().pValue()).isCloseTo(sequential, NINE_DIGITS);
        assertThat(balance.parts())
                .extracting(SampleBalance.Part::expected)
                .containsExactly((5_000 + blue) / 2.0, (5_000 + blue) / 2.0);
    }

    @Test
    void of_fewer_than_five_expected_nothing_is_said() {
        assertThat(balance(2, 9, 0).atOneLook())
                .isEqualTo(Finding.tooLittle("fewer than 5 are expected in one of the parts"));
        assertThat(balance(2, 10, 0).atOneLook().value()).isPresent();
    }

    @Test
    void one_variant_alone_is_no_split() {
        assertThat(balance(1, 900, 0).atOneLook()).isEqualTo(Finding.tooLittle("there is one part only"));
    }

    private static SampleBalance balance(int variants, long control, long blue) {
        var facts = new Observations().exposed(Examples.CONTROL, control).exposed(Examples.BLUE, blue);
        var design = Examples.design(variants, List.of(new MetricKey("rate")), List.of());
        return SampleBalance.of(design.variants(), facts.facts());
    }
}
