package io.lotty.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.kit.Covers;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@Covers("EXP-9")
class NumericTest {
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "0.1",
            "0.30000000000000004",
            "0.3",
            "1.5",
            "-2.5",
            "9007199254740991",
            "9007199254740992",
            "9007199254740993",
            "9007199254740994",
            "-9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "1e18",
            "1e19",
            "1e300",
            "1.5e300",
            "1e400",
            "-1e400",
            "1e-400",
            "5e-324",
            "0.10000000000000000001",
            "123456789012345678901234567890",
            "1e999999999");

    @Test
    void numbers_compare_as_their_decimal_texts_whatever_their_form() {
        for (String left : NUMBERS) {
            for (String right : NUMBERS) {
                int exact = Integer.signum(new BigDecimal(left).compareTo(new BigDecimal(right)));
                for (Numeric mine : forms(left)) {
                    for (Numeric theirs : forms(right)) {
                        assertThat(Integer.signum(mine.compareTo(theirs)))
                                .as("%s %s", mine, theirs)
                                .isEqualTo(exact);
                        assertThat(mine.equals(theirs))
                                .as("%s %s", mine, theirs)
                                .isEqualTo(exact == 0);
                    }
                }
            }
        }
    }

    /** By every constructor that can hold the number without loss. */
    private static List<Numeric> forms(String text) {
        BigDecimal exact = new BigDecimal(text);
        double nearest = exact.doubleValue();
        boolean real = Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(exact) == 0;
        return Stream.concat(
                        Stream.of(Numeric.of(exact), Numeric.of(exact.setScale(exact.scale() + 1))),
                        real ? Stream.of(Numeric.of(nearest)) : Stream.empty())
                .toList();
    }

    @Test
    void a_zero_has_no_sign() {
        assertThat(Numeric.of(-0.0)).isEqualTo(Numeric.of(0)).isEqualTo(Numeric.of(new BigDecimal("0e999")));
    }

    @Test
    void what_is_not_finite_is_refused() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Numeric.of(value));
        }
    }
}
