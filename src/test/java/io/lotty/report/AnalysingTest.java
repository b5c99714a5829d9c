package io.lotty.report;

import static io.lotty.report.Observations.pairs;
import static io.lotty.report.Observations.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.experiment.ExperimentState;
import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;
import io.lotty.kit.Covers;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKind;
import io.lotty.stats.Finding;
import io.lotty.stats.TimeNeeded;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

@Covers("REP-2")
class AnalysingTest {
    private static final Percentage NINE_DIGITS = Percentage.withPercentage(1e-7);
    private static final MetricKey RATE = new MetricKey("rate");
    private static final MetricKey ERRORS = new MetricKey("errors");
    private static final MetricKey CLICKS = new MetricKey("clicks");
    private static final List<Metric> METRICS = List.of(
            Examples.metric("rate", MetricKind.PROPORTION, "click"),
            Examples.errors("errors"),
            Examples.metric("clicks", MetricKind.COUNT, "click"));

    @Test
    void control_has_no_effect_and_every_other_variant_has_one_in_every_metric() {
        var analysis = threeVariants()
                .report(Examples.design(3, List.of(RATE, ERRORS), List.of()), METRICS)
                .analysis();

        assertThat(analysis.judgements().keySet())
                .containsExactlyInAnyOrder(
                        new Hypothesis(Examples.BLUE, RATE),
                        new Hypothesis(Examples.BLUE, ERRORS),
                        new Hypothesis(Examples.GREEN, RATE),
                        new Hypothesis(Examples.GREEN, ERRORS));
        assertThat(analysis.of(new Hypothesis(Examples.CONTROL, RATE))).isEmpty();
    }

    /** By hand: Holm takes 4 times the least p, 3 times the next, …; Benjamini and Hochberg 4/1, 4/2, …, from above. */
    @Test
    void p_values_are_corrected_over_metrics_and_variants() {
        var analysis = threeVariants()
                .report(Examples.design(3, List.of(RATE, ERRORS), List.of()), METRICS)
                .analysis();
        var best = judgement(analysis, Examples.BLUE, RATE);
        var next = judgement(analysis, Examples.GREEN, ERRORS);
        var p = best.comparison().atOneLook().p();
        var q = next.comparison().atOneLook().p();

        assertThat(p).isCloseTo(0.00000612782672500632, NINE_DIGITS).isLessThan(q);
        assertThat(best.correction().family()).isEqualTo(4);
        assertThat(best.correction().holm()).isCloseTo(4 * p, NINE_DIGITS);
        assertThat(best.correction().benjaminiHochberg()).isCloseTo(4 * p, NINE_DIGITS);
        assertThat(next.correction().holm()).isCloseTo(3 * q, NINE_DIGITS);
        assertThat(next.correction().benjaminiHochberg()).isCloseTo(2 * q, NINE_DIGITS);
    }

    @Test
    void what_has_no_p_value_is_no_member_of_the_family() {
        var facts = new Observations()
                .proportion(RATE, Examples.CONTROL, 10_000, 1_000)
                .proportion(RATE, Examples.BLUE, 10_000, 1_200)
                .proportion(ERRORS, Examples.CONTROL, 10_000, 0)
                .proportion(ERRORS, Examples.BLUE, 10_000, 0);
        var analysis = facts.report(Examples.design(2, List.of(RATE, ERRORS), List.of()), METRICS)
                .analysis();

        assertThat(judgement(analysis, Examples.BLUE, RATE).correction().family())
                .isEqualTo(1);
        assertThat(analysis.of(new Hypothesis(Examples.BLUE, ERRORS)).orElseThrow())
                .isEqualTo(Finding.tooLittle("nothing varies in either variant"));
    }

    @Test
    void a_family_is_the_same_whichever_metrics_a_reader_wants_to_see() {
        var design = Examples.design(3, List.of(RATE), List.of(ERRORS));
        var experiment = Examples.experiment(new ExperimentState.Running(Examples.STARTED), design);
        var all = threeVariants().report(design, METRICS);
        var one = threeVariants().report(experiment, METRICS, List.of(ERRORS));

        assertThat(all.overall().metrics().keySet()).containsExactly(RATE, ERRORS);
        assertThat(one.overall().metrics().keySet()).containsExactly(ERRORS);
        assertThat(one.analysis()).isEqualTo(all.analysis());
    }

    /** Needed, by mpmath: ((1.96 + 0.84) · 0.0044229 / 0.005)² times 20,000. 2,000 new ones a day of 14. */
    @Test
    void power_says_what_five_percent_more_takes() {
        var facts = new Observations()
                .exposed(Examples.CONTROL, 10_000)
                .exposed(Examples.BLUE, 10_000)
                .proportion(RATE, Examples.CONTROL, 10_000, 1_000)
                .proportion(RATE, Examples.BLUE, 10_000, 1_200);
        for (var day = 1; day < 15; day++) {
            var start = Examples.STARTED.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(day));
            facts.exposed(Examples.CONTROL, start, 1_000).exposed(Examples.BLUE, start, 1_000);
        }
        facts.until(Duration.ofDays(10));
        var report = facts.report(Examples.design(2, List.of(RATE), List.of()), METRICS);
        var prospect = judgement(report.analysis(), Examples.BLUE, RATE).prospect();
        var relative = prospect.relative().value().orElseThrow();

        assertThat(prospect.detectable()).isCloseTo(0.0123911033224658, NINE_DIGITS);
        assertThat(relative.detectable()).isCloseTo(0.123911033224658, NINE_DIGITS);
        assertThat(relative.achieved()).isCloseTo(0.204415298089748, NINE_DIGITS);
        assertThat(relative.time().value().orElseThrow()).isEqualTo(new TimeNeeded.MoreDays(20_000, 122_832, 51.416));
    }

    @Test
    void without_exposed_subjects_nobody_knows_how_many_more_it_takes() {
        var facts = new Observations()
                .proportion(RATE, Examples.CONTROL, 10_000, 1_000)
                .proportion(RATE, Examples.BLUE, 10_000, 1_200);
        var report = facts.report(Examples.design(2, List.of(RATE), List.of()), METRICS);

        assertThat(judgement(report.analysis(), Examples.BLUE, RATE)
                        .prospect()
                        .relative()
                        .then(Prospect.Relative::time))
                .isEqualTo(Finding.tooLittle("nobody was exposed in the window"));
    }

    /**
     * Leprosy bacilli after and before treatment by antibiotics A (here control) and D (blue), and F (green): Snedecor,
     * Cochran, "Statistical Methods", 6th edition, 1967, page 422. The slope and the difference are those of statsmodels, the
     * error is √((10.300071… + 6.597387…) / 10) of its adjusted variances.
     */
    @Test
    void the_past_of_subjects_takes_from_the_error() {
        var facts = new Observations()
                .measure(CLICKS, Examples.CONTROL, sum(10, 53, 475))
                .measure(CLICKS, Examples.BLUE, sum(10, 61, 713))
                .measure(CLICKS, Examples.GREEN, sum(10, 123, 1_973))
                .past(CLICKS, Examples.CONTROL, pairs(10, 53, 93, 475, 1_069, 645))
                .past(CLICKS, Examples.BLUE, pairs(10, 61, 100, 713, 1_248, 875))
                .past(CLICKS, Examples.GREEN, pairs(10, 123, 129, 1_973, 1_805, 1_755));
        var report = facts.report(Examples.design(3, List.of(CLICKS), List.of()), METRICS);
        var adjustment = judgement(report.analysis(), Examples.BLUE, CLICKS)
                .adjustment()
                .orElseThrow()
                .value()
                .orElseThrow();

        assertThat(adjustment.theta()).isCloseTo(0.987183811129849, NINE_DIGITS);
        assertThat(adjustment.correlation()).isCloseTo(0.762064986697836, NINE_DIGITS);
        assertThat(adjustment.varianceReduction()).isCloseTo(0.580743043950772, NINE_DIGITS);
        assertThat(adjustment.comparison().effect().absolute().value()).isCloseTo(0.108971332209106, NINE_DIGITS);
        assertThat(adjustment.comparison().effect().absolute().standardError())
                .isCloseTo(1.29990224558821, NINE_DIGITS);
    }

    @Test
    void where_nothing_is_known_of_the_past_there_is_no_adjustment_and_where_it_does_not_help_a_reason() {
        var without = threeVariants().report(Examples.design(2, List.of(RATE), List.of()), METRICS);
        var alike = threeVariants()
                .past(RATE, Examples.CONTROL, pairs(100, 10, 0, 10, 0, 0))
                .past(RATE, Examples.BLUE, pairs(100, 12, 0, 12, 0, 0))
                .report(Examples.design(2, List.of(RATE), List.of()), METRICS);

        assertThat(judgement(without.analysis(), Examples.BLUE, RATE).adjustment())
                .isEmpty();
        assertThat(judgement(alike.analysis(), Examples.BLUE, RATE).adjustment())
                .contains(Finding.tooLittle("before the experiment all subjects were alike"));
    }

    @Test
    @Covers("REP-5")
    void the_same_facts_give_the_same_analysis() {
        var design = Examples.design(3, List.of(RATE, ERRORS), List.of());

        assertThat(threeVariants().report(design, METRICS))
                .isEqualTo(threeVariants().report(design, METRICS));
    }

    private static Observations threeVariants() {
        return new Observations()
                .proportion(RATE, Examples.CONTROL, 10_000, 1_000)
                .proportion(RATE, Examples.BLUE, 10_000, 1_200)
                .proportion(RATE, Examples.GREEN, 10_000, 1_010)
                .proportion(ERRORS, Examples.CONTROL, 10_000, 500)
                .proportion(ERRORS, Examples.BLUE, 10_000, 505)
                .proportion(ERRORS, Examples.GREEN, 10_000, 600);
    }

    private static Judgement judgement(Analysis analysis, VariantName variant, MetricKey metric) {
        return analysis.of(new Hypothesis(variant, metric))
                .orElseThrow()
                .value()
                .orElseThrow();
    }
}
