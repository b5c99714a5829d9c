package io.lotty.report.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import org.assertj.core.data.Offset;

/**
 * The answer of a running Lotty, held against what is independent of the product: counts and sums to the last digit, all else to 1e-9 of it.
 *
 * @param body as it came
 */
record ShownReport(String body) {
    /** Of control and treatment. */
    static final double[] WEIGHTS = {75, 25};

    private static final List<String> VARIANTS = List.of(KnownShop.CONTROL, KnownShop.TREATMENT);

    JsonObject json() {
        return new JsonObject(body);
    }

    /** What was counted: of the whole, of variants, and of each of them in every period. */
    void assertFigures(IndependentReport expected, Duration period) {
        var json = json();
        assertThat(json.getJsonObject("context").getInstant("from")).isEqualTo(expected.from());
        assertThat(json.getJsonObject("context").getInstant("to")).isEqualTo(expected.to());
        assertArm("overall", json.getJsonObject("overall"), expected);
        for (var variant : VARIANTS) {
            assertArm(variant, variant(json, variant), expected.ofVariant(variant));
        }
        assertSeries(json, expected, period);
    }

    private void assertArm(String name, JsonObject arm, IndependentReport expected) {
        assertThat(arm.getLong("subjects"))
                .as("subjects of %s", name)
                .isEqualTo(expected.exposed().size());
        assertThat(arm.getLong("exposures")).as("exposures of %s", name).isEqualTo(expected.exposures());
        assertMetrics(name, arm, expected);
    }

    private void assertMetrics(String name, JsonObject arm, IndependentReport expected) {
        for (var metric : ShopMetric.values()) {
            var shown = arm.getJsonObject("metrics").getJsonObject(metric.key());
            var value = expected.value(metric);
            var label = metric + " of " + name;
            assertThat(shown.getLong("n")).as("n of %s", label).isEqualTo(value.n());
            if (metric.isAdditive()) {
                assertExact(label, metric, shown, expected.total(metric));
            } else if (value.value().isEmpty()) {
                assertThat(shown.getValue("value")).as(label).isNull();
            } else {
                assertNear(label, shown.getDouble("value"), value.value().getAsDouble());
            }
        }
    }

    /** Read as a double a number might be rounded to the right one; so its digits are looked for as well. */
    private void assertExact(String label, ShopMetric metric, JsonObject shown, BigDecimal expected) {
        assertThat(new BigDecimal(shown.getValue("value").toString())).as(label).isEqualByComparingTo(expected);
        var digits =
                expected.signum() == 0 ? "0" : expected.stripTrailingZeros().toPlainString();
        assertThat(body.contains("\"" + metric.key() + "\":{\"value\":" + digits + ",\"n\":" + shown.getLong("n")))
                .as("%s is spelt %s", label, digits)
                .isTrue();
    }

    private void assertSeries(JsonObject json, IndependentReport expected, Duration period) {
        var series = json.getJsonArray("series");
        var starts = expected.periods(period);
        assertThat(series).hasSize(starts.size());
        for (int i = 0; i < starts.size(); i++) {
            var shown = series.getJsonObject(i);
            assertThat(Instant.parse(shown.getString("start"))).isEqualTo(starts.get(i));
            var ofPeriod = expected.ofPeriod(starts.get(i), period);
            for (int v = 0; v < VARIANTS.size(); v++) {
                var variant = VARIANTS.get(v);
                var arm = shown.getJsonArray("variants").getJsonObject(v);
                assertThat(arm.getString("name")).isEqualTo(variant);
                assertMetrics(variant + " from " + starts.get(i), arm, ofPeriod.ofVariant(variant));
            }
        }
    }

    void assertEffects(IndependentReport expected) {
        var json = json();
        var control = expected.ofVariant(KnownShop.CONTROL);
        var treatment = expected.ofVariant(KnownShop.TREATMENT);
        var effects = new EnumMap<ShopMetric, IndependentEffect>(ShopMetric.class);
        for (var metric : ShopMetric.values()) {
            effects.put(metric, IndependentEffect.of(metric, control, treatment));
        }
        var family = effects.values().stream().map(IndependentEffect::pValue).toList();
        effects.forEach((metric, effect) -> {
            assertThat(ofMetric(json, KnownShop.CONTROL, metric).containsKey("effect"))
                    .isFalse();
            var shown = ofMetric(json, KnownShop.TREATMENT, metric).getJsonObject("effect");
            assertThat(shown).as("effect on %s", metric).isNotNull();
            assertAtOneLook(metric, shown, effect);
            assertAtEveryLook(metric, shown, new IndependentJudgement(effect));
            var adjusted = shown.getJsonObject("adjusted");
            assertThat(adjusted.getInteger("family")).isEqualTo(family.size());
            var p = effect.pValue();
            assertNear(metric + " by Holm", adjusted.getDouble("holm"), IndependentJudgement.holm(p, family));
            assertNear(
                    metric + " by Benjamini and Hochberg",
                    adjusted.getDouble("benjamini_hochberg"),
                    IndependentJudgement.benjaminiHochberg(p, family));
        });
    }

    /** Whether subjects fell into variants by their weights. */
    void assertBalance(IndependentReport expected) {
        var observed = VARIANTS.stream()
                .mapToLong(variant -> expected.ofVariant(variant).exposed().size())
                .toArray();
        var srm = json().getJsonObject("data_quality").getJsonObject("srm");
        assertNear("the sample ratio", srm.getDouble("p_value"), IndependentEffect.sampleRatio(observed, WEIGHTS));
        for (int i = 0; i < observed.length; i++) {
            assertThat(srm.getJsonObject("observed").getLong(VARIANTS.get(i))).isEqualTo(observed[i]);
        }
    }

    private static void assertAtOneLook(ShopMetric metric, JsonObject shown, IndependentEffect expected) {
        assertFigure(metric + " of control", shown.getJsonObject("control"), expected.control());
        assertFigure(metric + " of treatment", shown.getJsonObject("variant"), expected.treatment());
        assertNear(metric + " absolute", shown.getDouble("absolute"), expected.absolute());
        assertBetween(metric + " ci", shown.getJsonObject("ci"), expected.low(), expected.high());
        assertNear(metric + " p", shown.getDouble("p_value"), expected.pValue());
        if (expected.control().isClearOfZero()) {
            assertNear(metric + " relative", shown.getDouble("relative"), expected.relative());
            var ci = shown.getJsonObject("relative_ci");
            assertBetween(metric + " relative ci", ci, expected.relativeLow(), expected.relativeHigh());
        } else {
            assertThat(shown.getValue("relative")).as("%s relative", metric).isNull();
            assertThat(shown.getValue("relative_ci")).as("%s relative", metric).isNull();
        }
    }

    private static void assertAtEveryLook(ShopMetric metric, JsonObject shown, IndependentJudgement expected) {
        var isRelative = expected.effect().control().isClearOfZero();
        if (isRelative) {
            var bayes = shown.getJsonObject("bayes");
            var less = metric.isBetterIfLess();
            assertNear(
                    metric + " chance", bayes.getDouble("chance_to_beat_control"), expected.chanceToBeatControl(less));
            assertNear(metric + " loss", bayes.getDouble("expected_loss"), expected.expectedLoss(less));
        }
        if (expected.isSettled()) {
            assertSequential(metric + " sequential", shown.getJsonObject("sequential"), expected.absolute());
        } else {
            assertThat(shown.getValue("sequential")).as("%s sequential", metric).isNull();
        }
        if (expected.isSettled() && isRelative) {
            var relative = shown.getJsonObject("relative_sequential");
            assertSequential(metric + " relative sequential", relative, expected.relative());
        }
    }

    private static void assertSequential(String label, JsonObject shown, IndependentJudgement.Sequential expected) {
        assertBetween(label, shown, expected.low(), expected.high());
        assertNear("p of " + label, shown.getDouble("p_value"), expected.pValue());
    }

    private static void assertFigure(String label, JsonObject shown, IndependentEffect.Figure expected) {
        assertNear(label, shown.getDouble("value"), expected.value());
        assertNear("error of " + label, shown.getDouble("standard_error"), Math.sqrt(expected.variance()));
        assertThat(shown.getLong("subjects")).as("subjects of %s", label).isEqualTo(expected.n());
    }

    private static void assertBetween(String label, JsonObject shown, double low, double high) {
        assertNear("low of " + label, shown.getDouble("low"), low);
        assertNear("high of " + label, shown.getDouble("high"), high);
        assertThat(shown.getDouble("level")).as("level of %s", label).isEqualTo(0.95);
    }

    /** What adds up: all variants are the whole, and so are all periods of all variants. */
    void assertAddsUp() {
        var json = json();
        for (var metric : ShopMetric.values()) {
            if (metric.isAdditive()) {
                var byVariant = BigDecimal.ZERO;
                var byPeriod = BigDecimal.ZERO;
                for (var variant : VARIANTS) {
                    byVariant = byVariant.add(value(ofMetric(json, variant, metric)));
                }
                for (int i = 0; i < json.getJsonArray("series").size(); i++) {
                    var period = json.getJsonArray("series").getJsonObject(i);
                    for (var variant : VARIANTS) {
                        byPeriod = byPeriod.add(value(ofMetric(period, variant, metric)));
                    }
                }
                var overall = value(
                        json.getJsonObject("overall").getJsonObject("metrics").getJsonObject(metric.key()));
                assertThat(overall).as(metric.key()).isPositive();
                assertThat(byVariant).as(metric.key()).isEqualByComparingTo(overall);
                assertThat(byPeriod).as(metric.key()).isEqualByComparingTo(overall);
            }
        }
    }

    private static BigDecimal value(JsonObject metric) {
        return new BigDecimal(metric.getValue("value").toString());
    }

    private static JsonObject ofMetric(JsonObject json, String variant, ShopMetric metric) {
        return variant(json, variant).getJsonObject("metrics").getJsonObject(metric.key());
    }

    /** Of a report, or of a period of its series. */
    private static JsonObject variant(JsonObject json, String name) {
        var shown = json.getJsonArray("variants").getJsonObject(VARIANTS.indexOf(name));
        assertThat(shown.getString("name")).isEqualTo(name);
        return shown;
    }

    private static void assertNear(String label, double actual, double expected) {
        assertThat(actual).as(label).isCloseTo(expected, Offset.offset(1e-9 * Math.max(1e-6, Math.abs(expected))));
    }
}
