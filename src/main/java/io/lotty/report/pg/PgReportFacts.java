package io.lotty.report.pg;

import io.lotty.id.ExperimentId;
import io.lotty.measure.Gauge;
import io.lotty.measure.Measured;
import io.lotty.measure.Scope;
import io.lotty.measure.Spot.Span;
import io.lotty.measure.pg.Counting;
import io.lotty.measure.pg.Measurement;
import io.lotty.measure.pg.PgMeasuring;
import io.lotty.metric.Metric;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.lotty.refusal.Refusal;
import io.lotty.report.Arrivals;
import io.lotty.report.Facts;
import io.lotty.report.Question;
import io.lotty.report.ReportFacts;
import io.lotty.report.ReportUpkeep;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Sums up what is stored at the time of asking: what arrived late is simply there. */
public final class PgReportFacts implements ReportFacts, ReportUpkeep {
    private final Pg pg;
    private final PgMeasuring measuring;

    public PgReportFacts(Pg pg) {
        this.pg = pg;
        this.measuring = new PgMeasuring(pg);
    }

    @Override
    public Facts of(Question question) {
        return kept(question)
                .orElseGet(() -> pg.snapshot(tx ->
                        segmented(tx, question, facts(tx, question, count(tx, question, question.metrics())))));
    }

    /** Empty where something happened after the window, or of other times nothing is kept. */
    private Optional<Facts> kept(Question question) {
        if (!question.isOfKept()) {
            return Optional.empty();
        }
        var all = all(question);
        measuring.catchUp(all, left -> true);
        return pg.snapshot(tx -> Optional.of(
                        facts(tx, question, PgMeasuring.read(tx, all, Span.of(question.granularity()))))
                .filter(facts -> facts.end(question.granularity())
                        .map(end -> !end.isAfter(question.window().to()))
                        .orElse(true))
                .map(facts ->
                        question.counted().isEmpty() ? facts : facts.with(count(tx, question, question.counted())))
                .map(facts -> segmented(tx, question, facts)));
    }

    @Override
    public List<ExperimentId> due() {
        return measuring.due();
    }

    @Override
    public void keepUp(Question question) {
        measuring.catchUp(all(question), left -> true);
    }

    private static Facts segmented(Tx tx, Question question, Facts facts) {
        try {
            return question.breakdown()
                    .map(property -> facts.by(Counting.segments(tx, part(question, question.metrics()), property)))
                    .orElse(facts);
        } catch (Counting.TooManySegments many) {
            throw new Refusal.Invalid(
                    "breakdown",
                    "too_many_values",
                    "has more than " + Counting.MAX_SEGMENTS + " values; choose a property with fewer");
        }
    }

    private static Measured count(Tx tx, Question question, List<Metric> metrics) {
        return Counting.count(tx, part(question, metrics), Span.of(question.granularity()));
    }

    private static Measurement part(Question question, List<Metric> metrics) {
        return measurement(
                question, new Scope(question.variants(), gauges(metrics), question.start(), question.window()));
    }

    private static Facts facts(Tx tx, Question question, Measured measured) {
        return Facts.of(measured, arrivals(tx, question), asOf(tx, question));
    }

    private static Measurement all(Question question) {
        return measurement(question, Scope.ofAll(question.variants(), gauges(question.kept()), question.start()));
    }

    private static Measurement measurement(Question question, Scope scope) {
        return new Measurement(question.experiment(), question.flag(), scope);
    }

    private static List<Gauge> gauges(List<Metric> metrics) {
        return metrics.stream().map(Gauge::of).toList();
    }

    private static Arrivals arrivals(Tx tx, Question question) {
        return ArrivalSql.arrivals(tx.list(
                ArrivalSql.ARRIVALS,
                ArrivalSql::row,
                question.experiment().value(),
                question.window().from().atOffset(ZoneOffset.UTC),
                question.window().to().atOffset(ZoneOffset.UTC)));
    }

    private static Optional<Instant> asOf(Tx tx, Question question) {
        return tx.one(
                        ArrivalSql.AS_OF,
                        row -> Optional.ofNullable(row.getOffsetDateTime("as_of"))
                                .map(OffsetDateTime::toInstant),
                        question.experiment().value())
                .flatMap(Function.identity());
    }
}
