package io.lotty.report.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.id.MetricKey;
import io.lotty.kit.Covers;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKind;
import io.lotty.report.Examples;
import io.lotty.report.Method;
import io.lotty.report.Observations;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every byte of what a report says of effects; the numbers are those that mpmath finds, at 12 digits. */
@Covers({"REP-2", "REP-5"})
class EffectJsonTest {
    private static final MetricKey RATE = new MetricKey("rate");
    private static final MetricKey ERRORS = new MetricKey("errors");
    private static final List<Metric> METRICS =
            List.of(Examples.metric("rate", MetricKind.PROPORTION, "click"), Examples.errors("errors"));

    @Test
    void an_effect_is_written_with_all_that_is_known_of_it() {
        assertThat(metric(rates(), 1, "rate").encode())
                .isEqualTo("{\"value\":0.12,\"n\":10000,\"effect\":{\"compared\":\"proportion\","
                        + "\"control\":{\"value\":0.1,\"standard_error\":0.00300015001125,\"subjects\":10000},"
                        + "\"variant\":{\"value\":0.12,\"standard_error\":0.00324977785481,\"subjects\":10000},"
                        + "\"absolute\":0.02,\"relative\":0.2,"
                        + "\"ci\":{\"low\":0.0113312948385,\"high\":0.0286687051615,\"level\":0.95},"
                        + "\"relative_ci\":{\"low\":0.104942045321,\"high\":0.295057954679,\"level\":0.95},"
                        + "\"p_value\":0.00000612782672501,\"method\":\"two_proportion_z\","
                        + "\"sequential\":{\"low\":0.00644825117793,\"high\":0.0335517488221,\"level\":0.95,"
                        + "\"p_value\":0.000272402680115},"
                        + "\"relative_sequential\":{\"low\":0.051396315673,\"high\":0.348603684327,\"level\":0.95,"
                        + "\"p_value\":0.00138003350827},"
                        + "\"bayes\":{\"chance_to_beat_control\":0.999976580998,\"expected_loss\":2.49305139236E-7,"
                        + "\"prior\":{\"distribution\":\"normal\",\"mean\":0,\"standard_deviation\":0.3}},"
                        + "\"adjusted\":{\"holm\":0.00000612782672501,\"benjamini_hochberg\":0.00000612782672501,"
                        + "\"family\":1},"
                        + "\"power\":{\"level\":0.95,\"wanted\":0.8,\"relevant\":0.05,\"achieved\":0.20441529809,"
                        + "\"detectable\":0.0123911033225,\"detectable_relative\":0.123911033225,\"subjects\":20000,"
                        + "\"subjects_needed\":122832,\"days_needed\":null,"
                        + "\"why\":{\"days_needed\":\"nobody new has come of late\"}}}}");
    }

    @Test
    void control_has_no_effect_and_neither_have_series_and_the_whole() {
        var report = report(rates());

        assertThat(metric(rates(), 0, "rate").encode()).isEqualTo("{\"value\":0.1,\"n\":10000}");
        assertThat(report.getJsonObject("overall").encode()).doesNotContain("effect");
        assertThat(report.getJsonArray("series").encode()).doesNotContain("effect");
    }

    @Test
    void what_is_not_known_is_null_and_why_stands_beside_it() {
        assertThat(metric(rates(), 1, "errors").encode())
                .isEqualTo("{\"value\":null,\"n\":0,\"effect\":null,"
                        + "\"why\":{\"effect\":\"a variant has fewer than two subjects\"}}");
    }

    @Test
    void each_part_of_an_effect_has_its_own_reason() {
        var few = rates().proportion(ERRORS, Examples.CONTROL, 90, 2).proportion(ERRORS, Examples.BLUE, 90, 30);
        var effect = metric(few, 1, "errors").getJsonObject("effect");
        var why = effect.getJsonObject("why");

        assertThat(why.fieldNames())
                .containsExactly("relative", "relative_ci", "sequential", "relative_sequential", "bayes");
        assertThat(why.getString("sequential")).isEqualTo("a variant has fewer than 100 subjects");
        assertThat(why.fieldNames())
                .allSatisfy(name -> assertThat(effect.getValue(name)).isNull());
        assertThat(effect.getJsonObject("power").getJsonObject("why").fieldNames())
                .containsExactly("achieved", "detectable_relative", "subjects", "subjects_needed", "days_needed");
    }

    @Test
    void what_the_past_of_subjects_adds_stands_beside_it() {
        var facts = rates().past(RATE, Examples.CONTROL, Observations.pairs(10_000, 1_000, 900, 1_000, 900, 500))
                .past(RATE, Examples.BLUE, Observations.pairs(10_000, 1_200, 900, 1_200, 900, 500));

        assertThat(metric(facts, 1, "rate")
                        .getJsonObject("effect")
                        .getJsonObject("cuped")
                        .fieldNames())
                .containsExactly("absolute", "relative", "ci", "p_value", "theta", "correlation", "variance_reduction");
    }

    @Test
    @Covers("REP-3")
    void the_sample_ratio_is_part_of_the_data_quality() {
        assertThat(srm(rates().exposed(Examples.BLUE, 10_400)))
                .isEqualTo("{\"p_value\":0.005101399646,\"verdict\":\"warning\","
                        + "\"expected\":{\"control\":10200,\"blue\":10200},"
                        + "\"observed\":{\"control\":10000,\"blue\":10400},\"sequential_p_value\":0.289707252167}");
        assertThat(srm(new Observations()))
                .isEqualTo("{\"p_value\":null,\"verdict\":\"too_few\",\"expected\":{\"control\":0,\"blue\":0},"
                        + "\"observed\":{\"control\":0,\"blue\":0},\"sequential_p_value\":null,"
                        + "\"why\":{\"p_value\":\"fewer than 5 are expected in one of the parts\","
                        + "\"sequential_p_value\":\"nobody is there yet\"}}");
    }

    @ParameterizedTest
    @CsvSource({"10000, ok", "10400, warning", "10700, critical"})
    @Covers("REP-3")
    void the_sample_ratio_has_a_verdict(int blue, String verdict) {
        assertThat(new JsonObject(srm(rates().exposed(Examples.BLUE, blue))).getString("verdict"))
                .isEqualTo(verdict);
    }

    @Test
    void the_verdict_says_what_it_rests_on() {
        var verdict = report(rates()).getJsonObject("verdict");
        var early = report(rates().until(Duration.ofHours(36))).getJsonObject("verdict");

        assertThat(verdict.fieldNames()).containsExactly("ready", "conclusion", "variant", "message", "reasons");
        assertThat(verdict.getString("conclusion")).isEqualTo("better");
        assertThat(verdict.getString("variant")).isEqualTo("blue");
        assertThat(early.fieldNames()).containsExactly("ready", "conclusion", "message", "reasons");
        assertThat(early.getBoolean("ready")).isFalse();
        assertThat(early.getJsonArray("reasons").getJsonObject(1).encode())
                .isEqualTo("{\"code\":\"duration_short\",\"stands\":\"against\",\"variant\":null,\"metric\":null,"
                        + "\"figures\":{\"days\":1.5,\"least_days\":7},"
                        + "\"message\":\"It was seen for 1.5 days, less than a whole week.\"}");
    }

    @Test
    void every_method_is_named_with_what_it_takes_for_granted() {
        var methods = report(rates()).getJsonArray("methods");

        assertThat(methods).hasSameSizeAs(Method.values());
        assertThat(methods.getJsonObject(0).fieldNames()).containsExactly("name", "what", "assumptions", "source");
        assertThat(methods.getJsonObject(0).getString("name")).isEqualTo("welch_t");
    }

    @Test
    void the_same_facts_are_the_same_bytes() {
        assertThat(report(rates()).encode()).isEqualTo(report(rates()).encode());
    }

    private static Observations rates() {
        return new Observations()
                .exposed(Examples.CONTROL, 10_000)
                .exposed(Examples.BLUE, 10_000)
                .proportion(RATE, Examples.CONTROL, 10_000, 1_000)
                .proportion(RATE, Examples.BLUE, 10_000, 1_200);
    }

    private static JsonObject report(Observations facts) {
        return ReportJson.write(facts.report(Examples.design(2, List.of(RATE, ERRORS), List.of()), METRICS));
    }

    private static String srm(Observations facts) {
        return report(facts).getJsonObject("data_quality").getJsonObject("srm").encode();
    }

    private static JsonObject metric(Observations facts, int variant, String key) {
        return report(facts)
                .getJsonArray("variants")
                .getJsonObject(variant)
                .getJsonObject("metrics")
                .getJsonObject(key);
    }
}
