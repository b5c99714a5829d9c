package io.lotty.stats;

import static io.lotty.stats.Accuracy.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.kit.Covers;
import java.math.BigDecimal;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

@Covers({"STA-1", "REP-5"})
class PairSummaryTest {
    private static final double[] XS = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    private static final double[] YS = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};

    /** Anscombe, "Graphs in Statistical Analysis", The American Statistician 27(1), 1973, data set 1; digits by numpy.cov. */
    @Test
    void anscombes_first_set_has_its_moments() {
        var summary = sums(XS, YS).summary();
        assertThat(summary.n()).isEqualTo(11);
        assertThat(summary.meanX()).isEqualTo(9);
        assertThat(summary.meanY()).isCloseTo(7.50, Offset.offset(0.005));
        assertThat(summary.varianceX()).isEqualTo(11);
        assertThat(summary.varianceY()).isCloseTo(4.127269090909091, NINE_DIGITS);
        assertThat(summary.covariance()).isCloseTo(5.501, NINE_DIGITS);
        var correlation = summary.covariance() / Math.sqrt(summary.varianceX() * summary.varianceY());
        assertThat(correlation).isCloseTo(0.816, Offset.offset(0.0005));
    }

    @Test
    void a_list_of_pairs_has_the_summary_of_its_exact_sums() {
        var random = new Random(3);
        for (var round = 0; round < 20; round++) {
            var xs = random.doubles(2 + random.nextInt(300), 1e3, 1e3 + 1).toArray();
            var ys = random.doubles(xs.length, -5, 5).map(y -> y + xs[0]).toArray();
            var exact = sums(xs, ys).summary();
            var welford = PairSummary.of(xs, ys);
            assertThat(welford.n()).isEqualTo(exact.n());
            assertThat(welford.meanX()).isCloseTo(exact.meanX(), NINE_DIGITS);
            assertThat(welford.varianceY()).isCloseTo(exact.varianceY(), NINE_DIGITS);
            var scale = Math.sqrt(exact.varianceX() * exact.varianceY());
            assertThat(welford.covariance()).isCloseTo(exact.covariance(), Offset.offset(1e-9 * scale));
        }
    }

    @Test
    void each_of_the_two_numbers_has_its_own_summary() {
        var pair = PairSummary.of(XS, YS);
        assertThat(pair.x()).isEqualTo(Summary.of(XS));
        assertThat(pair.y()).isEqualTo(Summary.of(YS));
    }

    @Test
    void parts_add_up_to_the_whole_bit_by_bit() {
        var first = sums(new double[] {0.1, 0.7}, new double[] {1e-9, 3e9});
        var second = sums(new double[] {1e12, 0.3, -4}, new double[] {0.2, 0.2, 0.2});
        assertThat(first.plus(second).summary())
                .isEqualTo(second.plus(PairSums.NOTHING).plus(first).summary())
                .isEqualTo(sums(new double[] {0.1, 1e12, 0.3, 0.7, -4}, new double[] {1e-9, 0.2, 0.2, 3e9, 0.2})
                        .summary());
    }

    @Test
    void what_varies_as_one_leaves_no_difference_but_rounding() {
        var xs = new Random(4).doubles(100, 0.3, 9).toArray();
        var thirds = new double[xs.length];
        for (var i = 0; i < xs.length; i++) {
            thirds[i] = xs[i] / 3;
        }
        assertThat(PairSummary.of(xs, thirds).varianceOfDifference(3)).isZero();
    }

    @Test
    void what_no_units_can_have_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PairSummary.of(new double[2], new double[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> new PairSummary(2, 0, 0, -1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PairSummary(2, 0, 0, 1, 1, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairSums(
                        -1, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
    }

    private static PairSums sums(double[] xs, double[] ys) {
        var sums = PairSums.NOTHING;
        for (var i = 0; i < xs.length; i++) {
            var x = BigDecimal.valueOf(xs[i]);
            var y = BigDecimal.valueOf(ys[i]);
            sums = sums.plus(new PairSums(1, x, y, x.multiply(x), y.multiply(y), x.multiply(y)));
        }
        return sums;
    }
}
