package io.lotty.report.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lotty.report.e2e.Shopper.Act;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Every figure here was computed by hand, or stands in the tables of the distributions. */
class IndependentEffectTest {
    private static final Instant START = Instant.parse("2027-03-01T00:00:00Z");
    private static final Offset<Double> EXACT = within(1e-9);
    private static final Offset<Double> AS_TABLES = within(1e-6);
    private static final double Z = 1.959963984540054;

    @Test
    void means_are_judged_by_student_with_the_degrees_of_freedom_of_welch() {
        var effect =
                effect(ShopMetric.CLICKS, List.of(clicks(1), clicks(3), NEVER_EXPOSED), List.of(clicks(4), clicks(6)));

        assertThat(effect.control()).isEqualTo(new IndependentEffect.Figure(2, 1, 2));
        assertThat(effect.treatment()).isEqualTo(new IndependentEffect.Figure(5, 1, 2));
        assertThat(effect.absolute()).isEqualTo(3);
        assertThat(effect.standardError()).isCloseTo(Math.sqrt(2), EXACT);
        // with two degrees of freedom there are closed forms
        assertThat(effect.pValue()).isCloseTo(1 - 3 / Math.sqrt(2) / Math.sqrt(6.5), EXACT);
        assertThat(effect.low()).isCloseTo(3 - 4.302652729911275 * Math.sqrt(2), EXACT);
        assertThat(effect.high()).isCloseTo(3 + 4.302652729911275 * Math.sqrt(2), EXACT);
        assertThat(effect.relative()).isEqualTo(1.5);
        assertThat(effect.relativeStandardError()).isCloseTo(Math.sqrt(1.0 / 4 + 25.0 / 16), EXACT);
        assertThat(effect.relativeHigh()).isCloseTo(1.5 + Z * Math.sqrt(29) / 4, EXACT);
    }

    @Test
    void variances_that_differ_leave_fewer_degrees_of_freedom() {
        var effect = effect(ShopMetric.CLICKS, List.of(clicks(0), clicks(0)), List.of(clicks(2), clicks(4)));

        // all of the variance is the treatment's: one degree, which is Cauchy's distribution
        assertThat(effect.pValue()).isCloseTo(1 - 2 / Math.PI * Math.atan(3), EXACT);
    }

    @Test
    void proportions_are_judged_by_the_normal_distribution() {
        var effect = effect(
                ShopMetric.CONVERTED_IN_A_DAY,
                List.of(converted(2), converted(0), converted(0), converted(1)),
                List.of(converted(1), converted(1), converted(0), converted(1)));

        assertThat(effect.absolute()).isEqualTo(0.25);
        assertThat(effect.standardError()).isCloseTo(Math.sqrt(1.0 / 12 + 1.0 / 16), EXACT);
        assertThat(effect.low()).isCloseTo(0.25 - Z * Math.sqrt(7.0 / 48), EXACT);
        // 2 (1 − Φ(0.654654))
        assertThat(effect.pValue()).isCloseTo(0.512691, AS_TABLES);
    }

    @Test
    void ratios_have_their_variance_by_the_delta_method() {
        var effect = effect(
                ShopMetric.REVENUE_PER_CLICK, List.of(spent(2, 1), spent(4, 3)), List.of(spent(10, 2), spent(14, 4)));

        assertThat(effect.control()).isEqualTo(new IndependentEffect.Figure(1.5, 0.0625, 2));
        assertThat(effect.treatment().value()).isEqualTo(4);
        assertThat(effect.treatment().variance()).isCloseTo(4.0 / 9, EXACT);
        assertThat(effect.absolute()).isEqualTo(2.5);
        assertThat(effect.standardError()).isCloseTo(Math.sqrt(73) / 12, EXACT);
        assertThat(effect.relativeStandardError()).isCloseTo(Math.sqrt(32) / 9, EXACT);
    }

    @Test
    void a_mean_of_events_is_a_ratio_whose_subjects_differ_in_how_many_they_have() {
        var effect = effect(
                ShopMetric.LATENCY_OF_EVENT,
                List.of(waited(10), waited(20, 30, 40)),
                List.of(waited(10), waited(20, 30, 40)));

        // x = 10, 90; y = 1, 3; R = 25: (3200 − 2 · 25 · 80 + 625 · 2) / 2 / 4
        assertThat(effect.control()).isEqualTo(new IndependentEffect.Figure(25, 56.25, 2));
        assertThat(effect.pValue()).isEqualTo(1);
    }

    @Test
    void a_quantile_reaches_as_far_as_the_numbers_at_the_outer_ranks() {
        var each = IntStream.rangeClosed(1, 400).mapToObj(number -> waited(number));
        var variant = each.toList();

        var effect = effect(ShopMetric.LATENCY_OF_95, variant, variant);

        // one event each: the share at or below has the variance 0.95 · 0.05 / 399, and numbers are their own ranks
        assertThat(effect.control().value()).isCloseTo(380.05, EXACT);
        assertThat(effect.control().variance()).isCloseTo(400 * 400 * 0.95 * 0.05 / 399, within(1e-8));
        assertThat(effect.control().n()).isEqualTo(400);
    }

    @Test
    void events_that_come_in_equal_numbers_make_a_quantile_less_sure() {
        var alone =
                IntStream.rangeClosed(1, 800).mapToObj(number -> waited(number)).toList();
        var inPairs = IntStream.rangeClosed(1, 400)
                .mapToObj(number -> waited(2 * number - 1, 2 * number))
                .toList();

        var effect = effect(ShopMetric.LATENCY_OF_95, alone, inPairs);

        // as many events, but half as many that are independent
        assertThat(effect.absolute()).isZero();
        assertThat(effect.treatment().variance() / effect.control().variance())
                .isCloseTo(2.0 * 799 / 800 * 400 / 399, within(0.01));
    }

    @Test
    void too_few_events_tell_no_quantile() {
        var few = List.of(waited(1), waited(2), waited(3));

        assertThat(effect(ShopMetric.LATENCY_OF_95, few, few).pValue()).isNaN();
    }

    @Test
    void a_sample_ratio_is_judged_by_chi_square() {
        // χ² = 4 with one degree of freedom: 2 (1 − Φ(2))
        assertThat(IndependentEffect.sampleRatio(new long[] {60, 40}, new double[] {50, 50}))
                .isCloseTo(0.045500264, AS_TABLES);
        assertThat(IndependentEffect.sampleRatio(new long[] {75, 25}, new double[] {3, 1}))
                .isEqualTo(1);
        // with two degrees of freedom it is exp(−χ² / 2), and χ² = 8
        assertThat(IndependentEffect.sampleRatio(new long[] {120, 80, 100}, new double[] {10, 10, 10}))
                .isCloseTo(Math.exp(-4), EXACT);
    }

    private static final Shopper NEVER_EXPOSED =
            new Shopper("nobody", "KZ", "any", List.of(), List.of(new Act("click", START, BigDecimal.ZERO)));

    private static Shopper clicks(int clicks) {
        return shopper(acts("click", clicks));
    }

    private static Shopper converted(int times) {
        return shopper(acts("conversion", times));
    }

    private static Shopper spent(int amount, int clicks) {
        return shopper(Stream.concat(acts("click", clicks), Stream.of(act("purchase", amount))));
    }

    private static Shopper waited(int... millis) {
        return shopper(IntStream.of(millis).mapToObj(number -> act("latency", number)));
    }

    private static Stream<Act> acts(String type, int times) {
        return IntStream.range(0, times).mapToObj(time -> act(type, 0));
    }

    private static Act act(String type, int number) {
        return new Act(type, START, BigDecimal.valueOf(number));
    }

    private static Shopper shopper(Stream<Act> acts) {
        return new Shopper("any", "KZ", "any", List.of(START), acts.toList());
    }

    private static IndependentEffect effect(ShopMetric metric, List<Shopper> control, List<Shopper> treatment) {
        var end = START.plus(Duration.ofDays(1));
        return IndependentEffect.of(
                metric,
                new IndependentReport(new ArrayList<>(control), START, end),
                new IndependentReport(new ArrayList<>(treatment), START, end));
    }
}
