package io.lotty.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.kit.Covers;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("EXP-1")
class ShareTest {
    @ParameterizedTest
    @CsvSource({"100,1000000", "0.0001,1", "33.3333,333333", "50,500000", "5E+1,500000", "1.50000,15000"})
    void percent_becomes_millionths_exactly(String percent, int millionths) {
        assertThat(Share.ofPercent(new BigDecimal(percent))).isEqualTo(new Share(millionths));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100.0001", "101", "1E+999999999"})
    void a_share_is_more_than_nothing_and_at_most_all(String percent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Share.ofPercent(new BigDecimal(percent)))
                .withMessage("must be more than 0 and at most 100 percent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"33.33333", "0.00001", "1E-999999999"})
    void a_fifth_decimal_is_refused(String percent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Share.ofPercent(new BigDecimal(percent)))
                .withMessage("must have at most four decimals");
    }

    @ParameterizedTest
    @CsvSource({"1000000,100", "1,0.0001", "333333,33.3333", "500000,50", "100000,10", "15000,1.5"})
    void percent_is_written_without_trailing_zeros_or_exponent(int millionths, String percent) {
        assertThat(new Share(millionths).percent()).hasToString(percent);
    }

    @Test
    void every_share_survives_the_way_to_percent_and_back() {
        for (int millionths = 1; millionths <= Share.WHOLE_MILLIONTHS; millionths += 37) {
            var share = new Share(millionths);
            assertThat(Share.ofPercent(share.percent())).isEqualTo(share);
        }
    }
}
