package io.lotty.stats;

import static io.lotty.stats.Accuracy.NINE_DIGITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.kit.Covers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"STA-1", "REP-5"})
class SummaryTest {
    /** Michelson's speeds of light, 1879: how many km/s above 299,000. NIST StRD data set "Michelso", in 10⁶ m/s there. */
    private static final int[] MICHELSON = {
        850, 740, 900, 1070, 930, 850, 950, 980, 980, 880, 1000, 980, 930, 650, 760, 810, 1000, 1000, 960, 960,
        960, 940, 960, 940, 880, 800, 850, 880, 900, 840, 830, 790, 810, 880, 880, 830, 800, 790, 760, 800,
        880, 880, 880, 860, 720, 720, 620, 860, 970, 950, 880, 910, 850, 870, 840, 840, 850, 840, 840, 840,
        890, 810, 810, 820, 800, 770, 760, 740, 750, 760, 910, 920, 890, 860, 880, 720, 840, 850, 850, 780,
        890, 840, 780, 810, 760, 810, 790, 810, 820, 850, 870, 870, 810, 740, 810, 940, 950, 800, 810, 870
    };

    @Test
    void nist_strd_michelso_has_its_certified_mean_and_deviation() {
        var speeds = Arrays.stream(MICHELSON)
                .mapToObj(speed -> BigDecimal.valueOf(299_000_000L + 1_000L * speed, 6))
                .toList();
        var summary = sums(speeds).summary();
        assertThat(summary.n()).isEqualTo(100);
        assertThat(summary.mean()).isEqualTo(299.8524);
        assertThat(Math.sqrt(summary.variance())).isCloseTo(0.0790105478190518, NINE_DIGITS);
    }

    /** NIST StRD "NumAcc1" to "NumAcc4": numbers that eat the digits of whoever takes differences of rounded sums. */
    @ParameterizedTest
    @CsvSource({
        "10000002, 10000001, 10000003, 3, 1",
        "1.2, 1.1, 1.3, 1001, 0.1",
        "1000000.2, 1000000.1, 1000000.3, 1001, 0.1",
        "10000000.2, 10000000.1, 10000000.3, 1001, 0.1"
    })
    void nist_strd_numacc_have_their_certified_mean_and_deviation(
            BigDecimal first, BigDecimal odd, BigDecimal even, int n, double deviation) {
        var numbers = Stream.concat(Stream.of(first), IntStream.range(1, n).mapToObj(i -> i % 2 == 1 ? odd : even))
                .toList();
        var summary = sums(numbers).summary();
        assertThat(summary.mean()).isEqualTo(first.doubleValue());
        assertThat(Math.sqrt(summary.variance())).isCloseTo(deviation, NINE_DIGITS);
    }

    @Test
    void sums_make_the_same_bits_in_any_order_and_grouping() {
        var random = new Random(1);
        var numbers = new ArrayList<BigDecimal>();
        for (var i = 0; i < 500; i++) {
            numbers.add(BigDecimal.valueOf(Math.exp(3 * random.nextGaussian())));
        }
        var whole = sums(numbers).summary();
        for (var round = 0; round < 20; round++) {
            Collections.shuffle(numbers, random);
            var cut = random.nextInt(numbers.size());
            var parts = sums(numbers.subList(cut, numbers.size())).plus(sums(numbers.subList(0, cut)));
            assertThat(parts.summary()).isEqualTo(whole);
        }
    }

    @Test
    void a_list_of_numbers_has_the_summary_of_its_exact_sums() {
        var random = new Random(2);
        for (var round = 0; round < 20; round++) {
            var numbers = random.doubles(2 + random.nextInt(300), 1e3, 1e3 + 1).toArray();
            var exact = sums(Arrays.stream(numbers).mapToObj(BigDecimal::new).toList())
                    .summary();
            var welford = Summary.of(numbers);
            assertThat(welford.n()).isEqualTo(exact.n());
            assertThat(welford.mean()).isCloseTo(exact.mean(), NINE_DIGITS);
            assertThat(welford.variance()).isCloseTo(exact.variance(), NINE_DIGITS);
        }
    }

    @Test
    void a_proportion_is_the_mean_of_zeros_and_ones() {
        var proportion = Summary.ofProportion(8, 2);
        assertThat(proportion).isEqualTo(new Summary(8, 0.25, 12 / 56.0));
        assertThat(proportion.variance())
                .isCloseTo(Summary.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0}).variance(), NINE_DIGITS);
    }

    @Test
    void of_one_unit_there_is_no_variance_and_of_none_no_mean() {
        assertThat(Sums.NOTHING.summary()).isEqualTo(new Summary(0, 0, 0));
        assertThat(Summary.of(new double[0])).isEqualTo(new Summary(0, 0, 0));
        assertThat(sums(List.of(BigDecimal.TEN)).summary()).isEqualTo(new Summary(1, 10, 0));
        assertThat(Summary.of(new double[] {10})).isEqualTo(new Summary(1, 10, 0));
    }

    @Test
    void what_no_units_can_have_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Summary(-1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Summary(2, Double.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Summary(2, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Summary(2, 0, Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Summary(0, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Summary(1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Summary.ofProportion(2, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Summary.of(2, BigDecimal.valueOf(3), BigDecimal.valueOf(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sums(0, BigDecimal.ONE, BigDecimal.ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sums(1, BigDecimal.ONE, BigDecimal.valueOf(-1)));
    }

    private static Sums sums(List<BigDecimal> numbers) {
        return numbers.stream()
                .map(number -> new Sums(1, number, number.multiply(number)))
                .reduce(Sums.NOTHING, Sums::plus);
    }
}
