package io.lotty.report.pg;

import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;
import io.lotty.measure.Measure;
import io.lotty.measure.Pending;
import io.lotty.measure.Seen;
import io.lotty.measure.Slice;
import io.lotty.measure.Total;
import io.lotty.metric.Metric;
import io.lotty.metric.Source;
import io.lotty.metric.Unit;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.lotty.report.Arrivals;
import io.lotty.report.Facts;
import io.lotty.report.Question;
import io.lotty.report.ReportFacts;
import io.lotty.stats.Finding;
import io.lotty.stats.PairSums;
import io.lotty.stats.Sums;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sums up what is stored at the time of asking: what arrived late is simply there. */
public final class PgReportFacts implements ReportFacts {
    private final Pg pg;

    public PgReportFacts(Pg pg) {
        this.pg = pg;
    }

    @Override
    public Facts of(Question question) {
        return pg.snapshot(tx -> {
            tx.run(ReportSql.PLAN_EACH);
            return new Asked(tx, question).facts();
        });
    }

    /** One question inside one snapshot. */
    private record Asked(Tx tx, Question question) {
        Facts facts() {
            Map<MetricKey, Map<Slice, Measure>> measures = new HashMap<>();
            question.metrics().forEach(metric -> measures.put(metric.key(), measures(metric)));
            var seen =
                    slices(ReportSql.SEEN, Asked::seen, question.granularity().text());
            return new Facts(seen, measures, Map.of(), pending(), arrivals(), asOf());
        }

        private Map<Slice, Measure> measures(Metric metric) {
            return switch (metric.definition().kind()) {
                case COUNT, SUM ->
                    mapped(totals(metric, metric.definition().source()), total -> new Measure.Sum(total, Sums.NOTHING));
                case MEAN ->
                    metric.definition().unit() == Unit.EVENT
                            ? mapped(
                                    totals(metric, metric.definition().source()),
                                    total -> ratio(total, new Total(BigDecimal.valueOf(total.n()), total.n())))
                            : mapped(
                                    ofSource(
                                            ReportSql.TOTALS_OF_SUBJECTS,
                                            row -> total(row, "total"),
                                            metric,
                                            metric.definition().source()),
                                    total -> new Measure.Mean(sums(total)));
                case PROPORTION ->
                    mapped(
                            ofSource(
                                    ReportSql.TOTALS_OF_SUBJECTS,
                                    row -> total(row, "active"),
                                    metric,
                                    metric.definition().source()),
                            total -> new Measure.Mean(sums(total)));
                case RATIO ->
                    ratios(
                            totals(metric, metric.definition().source()),
                            totals(metric, metric.definition().denominator().orElseThrow()));
                case QUANTILE ->
                    ofSource(
                            metric.definition().unit() == Unit.EVENT
                                    ? ReportSql.QUANTILES_OF_EVENTS
                                    : ReportSql.QUANTILES_OF_SUBJECTS,
                            Asked::quantile,
                            metric,
                            metric.definition().source(),
                            metric.definition().quantile().orElseThrow());
            };
        }

        private Map<Slice, Total> totals(Metric metric, Source source) {
            return ofSource(ReportSql.TOTALS_OF_EVENTS, row -> total(row, "total"), metric, source);
        }

        private <T> Map<Slice, T> ofSource(
                String sql, Function<Row, T> mapping, Metric metric, Source source, Object... more) {
            var parameters = Stream.of(
                    question.granularity().text(),
                    source.eventType().value(),
                    source.property().orElse(null),
                    metric.definition().requiresExposure());
            return slices(
                    sql, mapping, Stream.concat(parameters, Arrays.stream(more)).toArray());
        }

        private <T> Map<Slice, T> slices(String sql, Function<Row, T> mapping, @Nullable Object... more) {
            Map<Slice, T> slices = new HashMap<>();
            tx.list(sql, row -> slices.put(slice(row), mapping.apply(row)), parameters(more));
            return slices;
        }

        private Pending pending() {
            return tx.one(
                            ReportSql.PENDING,
                            row -> new Pending(row.getLong("waiting"), row.getLong("events")),
                            parameters())
                    .orElseThrow();
        }

        private Arrivals arrivals() {
            return ArrivalSql.arrivals(tx.list(
                    ArrivalSql.ARRIVALS,
                    ArrivalSql::row,
                    question.experiment().value(),
                    question.window().from().atOffset(ZoneOffset.UTC),
                    question.window().to().atOffset(ZoneOffset.UTC)));
        }

        private Optional<Instant> asOf() {
            return tx.one(
                            ReportSql.AS_OF,
                            row -> instant(row, "as_of"),
                            question.experiment().value())
                    .flatMap(Function.identity());
        }

        /** What every statement takes first: whose events, when. */
        private @Nullable Object[] parameters(@Nullable Object... more) {
            var first = Stream.<@Nullable Object>of(
                    question.experiment().value(),
                    question.variants().stream().map(VariantName::value).toArray(String[]::new),
                    question.window().from().atOffset(ZoneOffset.UTC),
                    question.window().to().atOffset(ZoneOffset.UTC));
            return Stream.concat(first, Arrays.stream(more)).toArray();
        }

        private static Map<Slice, Measure> ratios(Map<Slice, Total> numerators, Map<Slice, Total> denominators) {
            Map<Slice, Measure> ratios = new HashMap<>();
            Stream.concat(numerators.keySet().stream(), denominators.keySet().stream())
                    .forEach(slice -> ratios.put(
                            slice,
                            ratio(
                                    numerators.getOrDefault(slice, Total.NOTHING),
                                    denominators.getOrDefault(slice, Total.NOTHING))));
            return ratios;
        }

        private static Map<Slice, Measure> mapped(Map<Slice, Total> totals, Function<Total, Measure> measure) {
            Map<Slice, Measure> measures = new HashMap<>();
            totals.forEach((slice, total) -> measures.put(slice, measure.apply(total)));
            return measures;
        }

        private static Sums sums(Total total) {
            return new Sums(total.n(), total.sum(), total.sum().abs());
        }

        private static Measure ratio(Total x, Total y) {
            return new Measure.Ratio(
                    new PairSums(
                            Math.max(x.n(), y.n()),
                            x.sum(),
                            y.sum(),
                            BigDecimal.ZERO,
                            BigDecimal.ZERO,
                            BigDecimal.ZERO),
                    y.n());
        }

        private static Slice slice(Row row) {
            return new Slice(
                    Optional.ofNullable(row.getString("variant")).map(VariantName::new), instant(row, "period"));
        }

        /** Nothing at all is a row without a sum. */
        private static Seen seen(Row row) {
            long subjects = row.getLong("subjects");
            return subjects == 0 ? Seen.NEVER : new Seen(subjects, row.getLong("exposures"));
        }

        private static Total total(Row row, String column) {
            return new Total(row.getBigDecimal(column), row.getLong("n"));
        }

        private static Measure quantile(Row row) {
            return new Measure.Quantile(
                    Optional.ofNullable(row.getDouble("quantile")).map(BigDecimal::valueOf),
                    row.getLong("n"),
                    Finding.tooLittle("not asked"));
        }

        private static Optional<Instant> instant(Row row, String column) {
            return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
        }
    }
}
