package io.lotty.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.lotty.kit.Covers;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers({"STA-1", "REP-3"})
class SampleRatioTest {
    /** The two examples that the documentation of {@code scipy.stats.chisquare} prints in full. */
    @Test
    void it_agrees_with_the_documentation_of_scipy() {
        assertSame(test(new long[] {16, 18, 16, 14, 12, 12}, 1, 1, 1, 1, 1, 1), 2.0, 0.8491450360846096);
        assertSame(test(new long[] {16, 18, 16, 14, 12, 12}, 16, 16, 16, 16, 16, 8), 3.5, 0.6233876277495822);
    }

    /** Kohavi, Tang, Xu, "Trustworthy Online Controlled Experiments", 2020, chapter 3: p = 1.8E-6. */
    @Test
    void it_finds_the_mismatch_of_the_textbook() {
        var ratio = test(new long[] {821_588, 815_482}, 1, 1);
        assertThat(ratio.pValue()).isCloseTo(1.8e-6, within(0.05e-6));
        assertThat(ratio.verdict()).isEqualTo(SampleRatio.Verdict.CRITICAL);
        // scipy 1.17.1, chisquare([821588, 815482])
        assertSame(ratio, 22.77436884189436, 1.8217928726191858e-06);
    }

    /** Wikipedia, "Sample ratio mismatch": 600 and 400 of 1,000, p = 2.54 × 10⁻¹⁰. */
    @Test
    void it_finds_the_mismatch_of_the_encyclopedia() {
        var ratio = test(new long[] {600, 400}, 50, 50);
        assertThat(ratio.pValue()).isCloseTo(2.54e-10, within(0.005e-10));
        assertSame(ratio, 40.0, 2.5396285894708634e-10);
    }

    /**
     * The documentation of R's {@code chisq.test}: A = 20, B = 15, C = 25; χ² = 2.5 of two degrees of freedom is
     * e^(−1.25).
     */
    @Test
    void two_degrees_of_freedom_have_a_closed_form() {
        assertSame(test(new long[] {20, 15, 25}, 1, 1, 1), 2.5, Math.exp(-1.25));
    }

    @Test
    void unequal_weights_agree_with_scipy() {
        // scipy 1.17.1, chisquare([50512, 29800, 20100], n * [.5, .3, .2])
        assertSame(test(new long[] {50_512, 29_800, 20_100}, 50, 30, 20), 5.35670371403149, 0.06867624920858512);
    }

    @ParameterizedTest
    @CsvSource({"50000, 50000, OK", "50400, 49600, OK", "50410, 49590, WARNING", "50530, 49470, CRITICAL"})
    void the_verdict_follows_the_p_value(long first, long second, SampleRatio.Verdict verdict) {
        assertThat(test(new long[] {first, second}, 1, 1).verdict()).isEqualTo(verdict);
    }

    @Test
    void fewer_than_five_expected_in_a_part_are_too_few() {
        assertThat(SampleRatio.of(split(new long[] {5, 4}, 1, 1))).isInstanceOf(Finding.TooLittle.class);
        assertThat(SampleRatio.of(split(new long[] {6, 4}, 1, 1))).isInstanceOf(Finding.Found.class);
        assertThat(SampleRatio.of(split(new long[] {490, 0}, 99, 1))).isInstanceOf(Finding.TooLittle.class);
        assertThat(SampleRatio.of(split(new long[] {0, 0}, 1, 1))).isInstanceOf(Finding.TooLittle.class);
    }

    @Test
    void one_part_alone_cannot_be_out_of_proportion() {
        assertThat(SampleRatio.of(split(new long[] {1_000}, 1))).isInstanceOf(Finding.TooLittle.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_unit_of_weights_and_the_order_of_parts_do_not_matter(long seed) {
        var random = new Random(seed);
        var counts = random.longs(4, 1_000, 1_200).toArray();
        var weights = random.doubles(4, 20, 30).toArray();
        var scaled = Arrays.stream(weights).map(weight -> weight / 1_000).toArray();
        var reversed = IntStream.rangeClosed(1, 4).mapToLong(i -> counts[4 - i]).toArray();
        var reversedWeights =
                IntStream.rangeClosed(1, 4).mapToDouble(i -> weights[4 - i]).toArray();
        var ratio = test(counts, weights);
        assertSame(test(counts, scaled), ratio.statistic(), ratio.pValue());
        assertSame(test(reversed, reversedWeights), ratio.statistic(), ratio.pValue());
    }

    @Test
    void what_is_expected_sums_to_what_is_there() {
        var split = split(new long[] {10, 20, 31}, 3, 2, 1);
        assertThat(split.expected().stream().mapToDouble(x -> x).sum()).isCloseTo(61, offset(1e-12));
        assertThat(split.shares().get(0)).isEqualTo(0.5);
    }

    @Test
    void parts_without_weight_or_with_less_than_nobody_are_refused() {
        assertThatThrownBy(() -> new Split.Part(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Split.Part(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Split.Part(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Split(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    static Split split(long[] counts, double... weights) {
        return new Split(IntStream.range(0, counts.length)
                .mapToObj(i -> new Split.Part(counts[i], weights[i]))
                .toList());
    }

    private static SampleRatio test(long[] counts, double... weights) {
        return SampleRatio.of(split(counts, weights)).value().orElseThrow();
    }

    private static void assertSame(SampleRatio ours, double statistic, double pValue) {
        assertThat(ours.statistic()).isCloseTo(statistic, within(1e-9 * statistic));
        assertThat(ours.pValue()).isCloseTo(pValue, within(1e-9 * pValue));
    }
}
