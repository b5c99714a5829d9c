package io.lotty.report;

import static io.lotty.report.Observations.pairs;
import static io.lotty.report.Observations.sum;
import static io.lotty.report.Observations.sums;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.id.EventTypeKey;
import io.lotty.kit.Covers;
import io.lotty.measure.Measure;
import io.lotty.metric.Definition;
import io.lotty.metric.MetricKind;
import io.lotty.metric.Source;
import io.lotty.metric.Unit;
import io.lotty.stats.Figure;
import io.lotty.stats.Finding;
import io.lotty.stats.Interval;
import io.lotty.stats.Quantile;
import java.math.BigDecimal;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected numbers were computed with mpmath 1.3.0 at 30 digits, from the formulas that each method's source gives. */
@Covers("REP-2")
class ComparingTest {
    private static final Percentage NINE_DIGITS = Percentage.withPercentage(1e-7);

    @Test
    void counts_and_sums_are_compared_by_the_mean_per_exposed_subject_with_welchs_test() {
        var comparison = found(Comparing.of(count(), sum(40, 400, 4_390), sum(50, 560, 6_762)));

        assertThat(comparison.compared()).isEqualTo(Compared.MEAN_PER_SUBJECT);
        assertThat(comparison.method()).isEqualTo(Method.WELCH_T);
        assertThat(comparison.effect().control().value()).isEqualTo(10);
        assertThat(comparison.effect().treatment().value()).isEqualTo(11.2);
        assertThat(comparison.atOneLook().p()).isCloseTo(0.0772554336920122, NINE_DIGITS);
        assertThat(comparison.atOneLook().interval().low()).isCloseTo(-0.134066026661593, NINE_DIGITS);
        assertThat(comparison.atOneLook().interval().high()).isCloseTo(2.53406602666159, NINE_DIGITS);
    }

    @Test
    void proportions_are_compared_by_z() {
        var comparison = rates(10_000, 1_000, 10_000, 1_200);

        assertThat(comparison.method()).isEqualTo(Method.TWO_PROPORTION_Z);
        assertThat(comparison.atOneLook().p()).isCloseTo(0.00000612782672500632, NINE_DIGITS);
        assertThat(comparison.atOneLook().interval().low()).isCloseTo(0.0113312948384609, NINE_DIGITS);
        assertThat(comparison.atOneLook().interval().high()).isCloseTo(0.0286687051615391, NINE_DIGITS);
    }

    @Test
    void the_relative_difference_has_an_interval_of_its_own() {
        var relative = found(rates(10_000, 1_000, 10_000, 1_200).relativeAtOneLook());

        assertThat(relative.interval().low()).isCloseTo(0.104942045321039, NINE_DIGITS);
        assertThat(relative.interval().high()).isCloseTo(0.295057954678961, NINE_DIGITS);
    }

    @Test
    void what_holds_at_every_look_stands_beside_it_and_is_wider() {
        var comparison = rates(10_000, 1_000, 10_000, 1_200);
        var absolute = found(comparison.atEveryLook());
        var relative = found(comparison.relativeAtEveryLook());

        assertThat(absolute.p()).isCloseTo(0.000272402680114611, NINE_DIGITS);
        assertThat(absolute.interval().low()).isCloseTo(0.00644825117792925, NINE_DIGITS);
        assertThat(absolute.interval().high()).isCloseTo(0.0335517488220708, NINE_DIGITS);
        assertThat(relative.p()).isCloseTo(0.00138003350826672, NINE_DIGITS);
        assertThat(relative.interval().low()).isCloseTo(0.0513963156730153, NINE_DIGITS);
        assertThat(relative.interval().high()).isCloseTo(0.348603684326985, NINE_DIGITS);
    }

    @Test
    void belief_goes_by_the_direction_that_the_metric_wants() {
        var control = new Measure.Mean(sums(10_000, 1_000, 1_000));
        var variant = new Measure.Mean(sums(10_000, 1_200, 1_200));
        var more = found(found(Comparing.of(rate(), control, variant)).belief());
        var errors = found(Comparing.of(Examples.errors("errors").definition(), control, variant));
        var less = found(errors.belief());

        assertThat(more.chanceToBeatControl()).isCloseTo(0.999976580998352, NINE_DIGITS);
        assertThat(more.expectedLoss()).isCloseTo(2.49305139236211e-7, Percentage.withPercentage(1e-6));
        assertThat(less.chanceToBeatControl()).isCloseTo(0.0000234190016480366, NINE_DIGITS);
        assertThat(less.expectedLoss()).isCloseTo(0.194906197779848, NINE_DIGITS);
        assertThat(errors.isWorse()).isTrue();
        assertThat(errors.gain()).isCloseTo(-0.02, NINE_DIGITS);
    }

    @Test
    void ratios_are_compared_by_the_delta_method() {
        var ratio = Examples.metric("ratio", MetricKind.RATIO, "click").definition();
        var comparison = found(Comparing.of(
                ratio,
                new Measure.Ratio(pairs(100, 300, 1_000, 1_100, 11_000, 3_300), 1_000),
                new Measure.Ratio(pairs(100, 360, 1_000, 1_500, 11_000, 3_900), 1_000)));

        assertThat(comparison.method()).isEqualTo(Method.DELTA_METHOD);
        assertThat(comparison.effect().absolute().value()).isCloseTo(0.06, NINE_DIGITS);
        assertThat(comparison.atOneLook().p()).isCloseTo(0.000075848709508545, NINE_DIGITS);
        assertThat(comparison.atOneLook().interval().low()).isCloseTo(0.0302822022583075, NINE_DIGITS);
    }

    /** Standard errors 3 and 4 make 5: z is 2. */
    @Test
    void quantiles_are_compared_by_their_own_errors() {
        var comparison = found(Comparing.of(quantile(), quantile(100, 9, 400), quantile(110, 16, 400)));

        assertThat(comparison.method()).isEqualTo(Method.CLUSTERED_QUANTILE);
        assertThat(comparison.atOneLook().p()).isCloseTo(0.0455002638963584, NINE_DIGITS);
    }

    @Test
    void of_too_few_subjects_there_is_no_comparison_and_no_p_value_of_1() {
        assertThat(why(Comparing.of(count(), sum(1, 5, 25), sum(50, 560, 6_762))))
                .isEqualTo("a variant has fewer than two subjects");
        assertThat(why(Comparing.of(count(), sum(50, 0, 0), sum(50, 0, 0))))
                .isEqualTo("nothing varies in either variant");
        assertThat(why(Comparing.of(quantile(), quantile(100, 9, 29), quantile(110, 16, 400))))
                .isEqualTo("a variant has fewer than 30 subjects");
        assertThat(why(Comparing.of(count(), Measure.ofNothing(count()), sum(50, 560, 6_762))))
                .isEqualTo("a variant has fewer than two subjects");
    }

    @Test
    void a_quantile_without_an_error_says_why() {
        var unknown =
                new Measure.Quantile(Optional.of(BigDecimal.TEN), 3, Finding.tooLittle("there are too few events"));

        assertThat(why(Comparing.of(quantile(), quantile(100, 9, 400), unknown)))
                .isEqualTo("there are too few events");
    }

    /** Expected if both are alike: of 200 subjects with 10 events, five in each. */
    @ParameterizedTest
    @CsvSource({
        "100, 5, 100, 5, true",
        "100, 5, 100, 4, false",
        "100, 95, 100, 95, true",
        "100, 96, 100, 95, false",
        "10, 0, 1000, 505, true",
        "10000, 0, 10000, 500, true",
        "40, 0, 40, 9, false"
    })
    void proportions_want_five_subjects_expected_with_an_event_and_five_without(
            long n, long ones, long others, long othersOnes, boolean isEnough) {
        var finding = Comparing.of(
                rate(), new Measure.Mean(sums(n, ones, ones)), new Measure.Mean(sums(others, othersOnes, othersOnes)));

        assertThat(finding.value().isPresent()).isEqualTo(isEnough);
    }

    @Test
    void what_is_not_settled_has_an_interval_for_one_look_only() {
        var comparison = rates(99, 40, 10_000, 4_000);

        assertThat(why(comparison.atEveryLook())).isEqualTo("a variant has fewer than 100 subjects");
        assertThat(comparison.atOneLook().p()).isGreaterThan(0.05);
    }

    @Test
    void without_a_control_clear_of_0_there_is_no_relative_difference_and_no_belief() {
        var comparison = rates(10_000, 2, 10_000, 50);

        assertThat(why(comparison.relativeAtOneLook())).startsWith("control is not clearly apart from 0");
        assertThat(why(comparison.belief())).startsWith("control is not clearly apart from 0");
        assertThat(comparison.atOneLook().p()).isLessThan(1e-9);
    }

    private static Comparison rates(long n, long ones, long others, long othersOnes) {
        return found(Comparing.of(
                rate(), new Measure.Mean(sums(n, ones, ones)), new Measure.Mean(sums(others, othersOnes, othersOnes))));
    }

    private static Definition count() {
        return Examples.metric("clicks", MetricKind.COUNT, "click").definition();
    }

    private static Definition rate() {
        return Examples.metric("rate", MetricKind.PROPORTION, "click").definition();
    }

    private static Definition quantile() {
        var source = new Source(new EventTypeKey("latency"), Optional.of("value_ms"));
        return Examples.metric("median", MetricKind.QUANTILE, source, Unit.EVENT)
                .definition();
    }

    private static Measure quantile(double value, double variance, long subjects) {
        return new Measure.Quantile(
                Optional.of(BigDecimal.valueOf(value)),
                subjects,
                Finding.found(new Quantile(new Figure(value, variance, subjects), new Interval(value - 1, value + 1))));
    }

    private static <T> T found(Finding<T> finding) {
        return finding.value().orElseThrow();
    }

    private static String why(Finding<?> finding) {
        return ((Finding.TooLittle<?>) finding).why();
    }
}
