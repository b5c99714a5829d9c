package io.lotty.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.id.MetricKey;
import io.lotty.kit.Covers;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKind;
import io.lotty.report.Reason.Code;
import io.lotty.report.Reason.Stand;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("REP-2")
class VerdictRulesTest {
    private static final MetricKey RATE = new MetricKey("rate");
    private static final MetricKey ERRORS = new MetricKey("errors");
    private static final List<Metric> METRICS =
            List.of(Examples.metric("rate", MetricKind.PROPORTION, "click"), Examples.errors("errors"));

    @Test
    void a_variant_that_is_better_at_every_look_and_harms_nothing_is_ready_to_be_chosen() {
        var verdict = verdict(2, rates(1_000, 1_200));

        assertThat(verdict).isInstanceOf(Verdict.Better.class);
        assertThat(((Verdict.Better) verdict).variant()).isEqualTo(Examples.BLUE);
        assertThat(verdict.words()).isEqualTo("Ready to decide: blue is better than control in the primary metric.");
        assertThat(verdict.reasons())
                .extracting(Reason::code)
                .containsExactly(
                        Code.SAMPLE_RATIO_HOLDS,
                        Code.DURATION_REACHED,
                        Code.SUBJECTS_ENOUGH,
                        Code.PENDING_FEW,
                        Code.PRIMARY_BETTER,
                        Code.GUARDRAIL_UNKNOWN);
    }

    @Test
    void what_one_look_would_call_better_is_open_for_those_who_look_often() {
        var verdict = verdict(2, rates(1_000, 1_100));

        assertThat(judged(rates(1_000, 1_100)).atOneLook().p()).isLessThan(0.05);
        assertThat(against(verdict)).containsExactly(Code.PRIMARY_OPEN);
    }

    @Test
    void a_variant_that_is_worse_is_ready_to_be_dropped() {
        assertThat(verdict(2, rates(1_200, 1_000))).isInstanceOf(Verdict.Worse.class);
    }

    @Test
    void no_difference_that_matters_is_an_answer_too() {
        var verdict = verdict(2, large(20_000, 20_010));

        assertThat(verdict).isInstanceOf(Verdict.NoDifference.class);
        assertThat(reason(verdict, Code.PRIMARY_SAME).words())
                .isEqualTo("blue differs from control by less than 5 %, either way.");
    }

    @Test
    void without_data_everything_stands_against_it() {
        var verdict = verdict(2, new Observations().until(Duration.ZERO));

        assertThat(against(verdict))
                .containsExactly(
                        Code.SAMPLE_RATIO_UNKNOWN, Code.DURATION_SHORT, Code.SUBJECTS_FEW, Code.PRIMARY_UNKNOWN);
        assertThat(verdict.words()).isEqualTo("Not ready to decide.");
    }

    @Test
    void one_variant_alone_cannot_be_judged() {
        assertThat(against(verdict(1, rates(1_000, 1_000)))).containsExactly(Code.NOTHING_TO_COMPARE);
    }

    @Test
    @Covers("REP-3")
    void a_sample_ratio_mismatch_stands_against_any_effect() {
        var verdict = verdict(2, rates(1_000, 1_200).exposed(Examples.BLUE, 11_000));
        var reason = reason(verdict, Code.SAMPLE_RATIO_MISMATCH);

        assertThat(against(verdict)).containsExactly(Code.SAMPLE_RATIO_MISMATCH);
        assertThat(reason.figures()).extracting(Reason.Figured::name).containsExactly("p_value", "sequential_p_value");
        assertThat(reason.words()).endsWith("no effect can be believed (p < 0.000001).");
    }

    @Test
    @Covers("REP-3")
    void a_suspicion_of_it_is_noted() {
        var verdict = verdict(2, rates(1_000, 1_200).exposed(Examples.BLUE, 10_400));

        assertThat(verdict.isReady()).isTrue();
        assertThat(reason(verdict, Code.SAMPLE_RATIO_SUSPECT).stand()).isEqualTo(Stand.NOTE);
    }

    @ParameterizedTest
    @CsvSource({"167, false", "168, true"})
    void a_whole_week_must_have_been_seen(int hours, boolean isReady) {
        var verdict = verdict(2, rates(1_000, 1_200).until(Duration.ofHours(hours)));

        assertThat(verdict.isReady()).isEqualTo(isReady);
        assertThat(against(verdict)).isEqualTo(isReady ? List.of() : List.of(Code.DURATION_SHORT));
    }

    @ParameterizedTest
    @CsvSource({"50, true", "51, false"})
    void more_than_a_twentieth_of_pending_events_stands_against_it(int pending, boolean isReady) {
        var verdict = verdict(2, rates(1_000, 1_200).pending(pending));

        assertThat(verdict.isReady()).isEqualTo(isReady);
        assertThat(against(verdict)).isEqualTo(isReady ? List.of() : List.of(Code.PENDING_MANY));
    }

    @ParameterizedTest
    @CsvSource({"99, false", "100, true"})
    void the_smallest_variant_must_have_a_hundred_subjects(int subjects, boolean isEnough) {
        var verdict = verdict(
                2, rates(1_000, 1_200).exposed(Examples.CONTROL, subjects).exposed(Examples.BLUE, subjects));

        assertThat(against(verdict)).isEqualTo(isEnough ? List.of() : List.of(Code.SUBJECTS_FEW));
    }

    @Test
    void harm_in_a_guardrail_metric_stands_against_a_variant_that_is_better() {
        var verdict = verdict(2, errors(rates(1_000, 1_200), 500, 650));
        var harm = reason(verdict, Code.GUARDRAIL_HARMED);

        assertThat(against(verdict)).containsExactly(Code.GUARDRAIL_HARMED);
        assertThat(harm.variant()).contains(Examples.BLUE);
        assertThat(harm.metric()).contains(ERRORS);
        assertThat(harm.figures())
                .extracting(Reason.Figured::name)
                .containsExactly("p_value", "absolute", "low", "high");
        assertThat(harm.figures().get(1).number()).isCloseTo(0.015, Offset.offset(1e-12));
    }

    @Test
    void a_guardrail_metric_that_got_better_or_hardly_moved_is_quiet() {
        assertThat(reason(verdict(2, errors(rates(1_000, 1_200), 650, 500)), Code.GUARDRAIL_QUIET)
                        .stand())
                .isEqualTo(Stand.FOR);
        assertThat(verdict(2, errors(rates(1_000, 1_200), 500, 510)).isReady()).isTrue();
    }

    @Test
    void harm_by_a_variant_that_is_worse_anyway_is_noted() {
        var verdict = verdict(2, errors(rates(1_200, 1_000), 500, 650));

        assertThat(verdict).isInstanceOf(Verdict.Worse.class);
        assertThat(reason(verdict, Code.GUARDRAIL_HARMED).stand()).isEqualTo(Stand.NOTE);
    }

    @Test
    void of_two_better_variants_the_best_that_harms_nothing_is_chosen() {
        var facts = errors(rates(1_000, 1_300), 500, 650);
        green(facts, 1_250, 500);
        var verdict = verdict(3, facts);

        assertThat(((Verdict.Better) verdict).variant()).isEqualTo(Examples.GREEN);
        assertThat(reason(verdict, Code.GUARDRAIL_HARMED).stand()).isEqualTo(Stand.NOTE);
    }

    @Test
    void one_that_is_better_suffices_though_another_is_open() {
        var facts = rates(1_000, 1_200);
        green(facts, 1_090, 500);
        var verdict = verdict(3, facts);

        assertThat(verdict).isInstanceOf(Verdict.Better.class);
        assertThat(reason(verdict, Code.PRIMARY_OPEN).stand()).isEqualTo(Stand.NOTE);
    }

    @Test
    void one_that_is_worse_does_not_suffice_while_another_is_open() {
        var facts = rates(1_000, 800);
        green(facts, 1_090, 500);

        assertThat(against(verdict(3, facts))).containsExactly(Code.PRIMARY_OPEN);
    }

    /** At every look p is 0.033: less than 0.05, and twice it is more. */
    @Test
    void p_values_are_corrected_over_the_variants() {
        var one = rates(1_000, 1_140);
        var two = rates(1_000, 1_140);
        green(two, 1_005, 500);

        assertThat(verdict(2, one)).isInstanceOf(Verdict.Better.class);
        assertThat(against(verdict(3, two))).contains(Code.PRIMARY_OPEN);
        assertThat(reason(verdict(3, two), Code.PRIMARY_OPEN)
                        .figures()
                        .getFirst()
                        .number())
                .isEqualTo(2 * judged(one).atEveryLook().value().orElseThrow().p());
    }

    @Test
    void a_verdict_and_its_reasons_agree() {
        var against = Reason.of(Code.SUBJECTS_FEW, Stand.AGAINST, "Too few.");

        assertThatThrownBy(() -> new Verdict.Worse(List.of(against))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Verdict.NotReady(List.of(against.noted())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Observations rates(long control, long blue) {
        return new Observations()
                .exposed(Examples.CONTROL, 10_000)
                .exposed(Examples.BLUE, 10_000)
                .proportion(RATE, Examples.CONTROL, 10_000, control)
                .proportion(RATE, Examples.BLUE, 10_000, blue);
    }

    private static Observations large(long control, long blue) {
        return new Observations()
                .exposed(Examples.CONTROL, 200_000)
                .exposed(Examples.BLUE, 200_000)
                .proportion(RATE, Examples.CONTROL, 200_000, control)
                .proportion(RATE, Examples.BLUE, 200_000, blue);
    }

    private static Observations errors(Observations facts, long control, long blue) {
        return facts.proportion(ERRORS, Examples.CONTROL, 10_000, control)
                .proportion(ERRORS, Examples.BLUE, 10_000, blue);
    }

    private static void green(Observations facts, long rate, long errors) {
        facts.exposed(Examples.GREEN, 10_000)
                .proportion(RATE, Examples.GREEN, 10_000, rate)
                .proportion(ERRORS, Examples.GREEN, 10_000, errors);
    }

    private static Verdict verdict(int variants, Observations facts) {
        return facts.report(Examples.design(variants, List.of(RATE), List.of(ERRORS)), METRICS)
                .analysis()
                .verdict();
    }

    private static Comparison judged(Observations facts) {
        return facts.report(Examples.design(2, List.of(RATE), List.of()), METRICS)
                .analysis()
                .of(new Hypothesis(Examples.BLUE, RATE))
                .orElseThrow()
                .value()
                .orElseThrow()
                .comparison();
    }

    private static List<Code> against(Verdict verdict) {
        return verdict.reasons().stream()
                .filter(reason -> reason.stand() == Stand.AGAINST)
                .map(Reason::code)
                .toList();
    }

    private static Reason reason(Verdict verdict, Code code) {
        return verdict.reasons().stream()
                .filter(reason -> reason.code() == code)
                .findFirst()
                .orElseThrow();
    }
}
