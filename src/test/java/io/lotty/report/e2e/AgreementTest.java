package io.lotty.report.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.event.DecisionTag;
import io.lotty.id.EventTypeKey;
import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;
import io.lotty.kit.Covers;
import io.lotty.measure.Cells;
import io.lotty.measure.Gauge;
import io.lotty.measure.Measure;
import io.lotty.measure.Measured;
import io.lotty.measure.Occurrence;
import io.lotty.measure.Ordered;
import io.lotty.measure.Properties;
import io.lotty.measure.Sample;
import io.lotty.measure.Scope;
import io.lotty.measure.Slice;
import io.lotty.measure.Spot;
import io.lotty.measure.Tracer;
import io.lotty.measure.Window;
import io.lotty.metric.Definition;
import io.lotty.metric.Definitions;
import io.lotty.metric.Unit;
import io.lotty.report.Examples;
import io.lotty.stats.Confidence;
import io.lotty.stats.Effect;
import io.lotty.stats.Figure;
import io.lotty.stats.Finding;
import io.lotty.stats.FixedHorizon;
import io.lotty.stats.Inference;
import io.lotty.stats.MeanEffect;
import io.lotty.stats.Quantile;
import io.lotty.stats.RatioEffect;
import io.lotty.stats.SampleRatio;
import io.lotty.stats.Split;
import io.lotty.stats.Sums;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Measuring and statistics, without a database between, say of the known shop what the independent report says. */
@Covers({"MET-1", "REP-1", "REP-2", "STA-1"})
class AgreementTest {
    private static final KnownShop SHOP = new KnownShop(11, 3_000, Instant.parse("2027-03-01T00:00:00Z"), 4);
    private static final IndependentReport REPORT = IndependentReport.of(SHOP, SHOP.open(SHOP::drawn));
    private static final List<VariantName> VARIANTS =
            List.of(new VariantName(KnownShop.CONTROL), new VariantName(KnownShop.TREATMENT));
    private static final Measured MEASURED = measured();

    @ParameterizedTest
    @EnumSource
    void the_figures_of_the_whole_of_variants_and_of_days_agree(ShopMetric metric) {
        assertAgree(metric, new Slice(Optional.empty(), Optional.empty()), REPORT);
        for (var variant : VARIANTS) {
            var report = REPORT.ofVariant(variant.value());
            assertAgree(metric, Slice.of(variant), report);
            for (var day : REPORT.days()) {
                assertAgree(metric, new Slice(Optional.of(variant), Optional.of(day)), report.ofDay(day));
            }
        }
    }

    private static void assertAgree(ShopMetric metric, Slice slice, IndependentReport report) {
        var seen = Objects.requireNonNull(MEASURED.seen().get(slice));
        assertThat(seen.subjects()).isEqualTo(report.exposed().size());
        assertThat(seen.exposures()).isEqualTo(report.exposures());
        var expected = report.value(metric);
        var measure = measure(metric, slice);
        assertThat(measure.n()).as("n of %s", slice).isEqualTo(expected.n());
        assertThat(measure.value().orElseThrow().doubleValue())
                .as("value in %s", slice)
                .isCloseTo(expected.value().orElseThrow(), near(expected.value().orElseThrow()));
    }

    @ParameterizedTest
    @EnumSource
    void the_effects_agree(ShopMetric metric) {
        var expected = IndependentEffect.of(
                metric, REPORT.ofVariant(KnownShop.CONTROL), REPORT.ofVariant(KnownShop.TREATMENT));
        var control = measure(metric, Slice.of(VARIANTS.getFirst()));
        var treatment = measure(metric, Slice.of(VARIANTS.getLast()));
        var effect = Finding.both(figure(control), figure(treatment), Effect::between)
                .value()
                .orElseThrow();

        var judged = judged(metric, control, treatment, effect);
        var relative = effect.relative().value().orElseThrow();
        assertSame(effect.absolute().value(), expected.absolute());
        assertSame(effect.absolute().standardError(), expected.standardError());
        assertSame(judged.interval().low(), expected.low());
        assertSame(judged.interval().high(), expected.high());
        assertSame(judged.p(), expected.pValue());
        assertSame(relative.value(), expected.relative());
        assertSame(relative.standardError(), expected.relativeStandardError());
        var relativelyJudged = FixedHorizon.normal(relative, Confidence.USUAL).interval();
        assertSame(relativelyJudged.low(), expected.relativeLow());
        assertSame(relativelyJudged.high(), expected.relativeHigh());
    }

    @Test
    void the_sample_ratios_agree() {
        var observed = VARIANTS.stream()
                .mapToLong(
                        variant -> REPORT.ofVariant(variant.value()).exposed().size())
                .toArray();
        var split = new Split(List.of(new Split.Part(observed[0], 3), new Split.Part(observed[1], 1)));

        assertSame(
                SampleRatio.of(split).value().orElseThrow().pValue(),
                IndependentEffect.sampleRatio(observed, new double[] {3, 1}));
    }

    /** Means by Student's t, what is of 0 and 1 and what is divided by the normal distribution. */
    private static Inference judged(ShopMetric metric, Measure control, Measure treatment, Effect effect) {
        return metric == ShopMetric.CONVERTED_IN_A_DAY
                ? FixedHorizon.normal(effect.absolute(), Confidence.USUAL)
                : switch (control) {
                    case Measure.Sum(var _, var subjects) -> welch(subjects, ((Measure.Sum) treatment).subjects());
                    case Measure.Mean(var subjects) -> welch(subjects, ((Measure.Mean) treatment).subjects());
                    case Measure.Ratio _, Measure.Quantile _ ->
                        FixedHorizon.normal(effect.absolute(), Confidence.USUAL);
                };
    }

    private static Inference welch(Sums control, Sums treatment) {
        return MeanEffect.welch(control.summary(), treatment.summary(), Confidence.USUAL)
                .value()
                .orElseThrow();
    }

    private static Finding<Figure> figure(Measure measure) {
        return switch (measure) {
            case Measure.Sum(var _, var subjects) -> MeanEffect.figure(subjects.summary());
            case Measure.Mean(var subjects) -> MeanEffect.figure(subjects.summary());
            case Measure.Ratio(var subjects, var _) -> RatioEffect.figure(subjects.summary());
            case Measure.Quantile quantile -> quantile.figure().map(Quantile::figure);
        };
    }

    private static void assertSame(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, near(expected));
    }

    private static Offset<Double> near(double number) {
        return Offset.offset(1e-9 * Math.max(1e-6, Math.abs(number)));
    }

    private static Measure measure(ShopMetric metric, Slice slice) {
        var bySlice = Objects.requireNonNull(MEASURED.measures().get(new MetricKey(metric.key())));
        return Objects.requireNonNull(bySlice.get(slice));
    }

    private static Measured measured() {
        var gauges = Arrays.stream(ShopMetric.values())
                .map(metric -> Gauge.of(Examples.metric(metric.key(), definition(metric))))
                .toList();
        var window = new Window(SHOP.firstDay(), SHOP.end());
        var scope = new Scope(VARIANTS, gauges, SHOP.firstDay(), window);
        var cells = new Cells(scope, Set.of(Spot.Span.DAY));
        var sample = new Sample(scope);
        var tracer = new Tracer(scope);
        for (var shopper : REPORT.shoppers()) {
            var trace = tracer.trace(occurrences(shopper));
            cells.add(trace);
            sample.add(trace);
        }
        return Measured.of(cells, Ordered.within(cells), sample);
    }

    private static List<Occurrence> occurrences(Shopper shopper) {
        var decision = new DecisionTag(1, shopper.id().hashCode());
        List<Occurrence> occurrences = new ArrayList<>();
        for (var act : shopper.acts()) {
            var property = ShopMetric.property(act.type());
            var json = property.isEmpty() ? "{}" : "{\"" + property + "\":" + act.number() + "}";
            occurrences.add(new Occurrence(act.at(), kind(shopper, act.type()), decision, new Properties(json)));
        }
        for (var exposure : shopper.exposures()) {
            occurrences.add(new Occurrence(exposure, kind(shopper, "exposure"), decision, Properties.NONE));
        }
        return occurrences;
    }

    private static Occurrence.Kind kind(Shopper shopper, String type) {
        var isExposure = type.equals("exposure");
        return new Occurrence.Kind(
                new EventTypeKey(type), Optional.of(new VariantName(shopper.variant())), isExposure, !isExposure);
    }

    private static Definition definition(ShopMetric metric) {
        var revenue = Definitions.sum("purchase", "amount");
        var spent = Definitions.withUnit(Definitions.mean("purchase", "amount"), Unit.SUBJECT);
        var cap = ShopMetric.CAP.toPlainString();
        return switch (metric) {
            case CLICKS -> Definitions.count("click");
            case REVENUE -> revenue;
            case REVENUE_CAPPED -> Definitions.withCap(revenue, cap);
            case REVENUE_OF_LARGE -> Definitions.withFilter(revenue, "amount > " + ShopMetric.LARGE);
            case SPENT_BY_SUBJECT -> spent;
            case SPENT_BY_SUBJECT_CAPPED -> Definitions.withCap(spent, cap);
            case LATENCY_OF_EVENT -> Definitions.mean("latency", "value_ms");
            case REVENUE_PER_CLICK ->
                Definitions.ratio(Definitions.source("purchase", "amount"), Definitions.source("click"));
            case CONVERTED_IN_A_DAY -> Definitions.withWindow(Definitions.proportion("conversion"), Duration.ofDays(1));
            case LATENCY_OF_95 -> Definitions.quantile("latency", "value_ms", ShopMetric.QUANTILE);
        };
    }
}
