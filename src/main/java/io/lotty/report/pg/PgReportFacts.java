package io.lotty.report.pg;

import io.lotty.measure.Gauge;
import io.lotty.measure.Scope;
import io.lotty.measure.Spot.Span;
import io.lotty.measure.pg.Counting;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.lotty.report.Arrivals;
import io.lotty.report.Facts;
import io.lotty.report.Question;
import io.lotty.report.ReportFacts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;

/** Sums up what is stored at the time of asking: what arrived late is simply there. */
public final class PgReportFacts implements ReportFacts {
    private final Pg pg;

    public PgReportFacts(Pg pg) {
        this.pg = pg;
    }

    @Override
    public Facts of(Question question) {
        return pg.snapshot(tx -> {
            var measured = Counting.count(
                    tx, question.flag(), question.experiment(), scope(question), Span.of(question.granularity()));
            return Facts.of(measured, arrivals(tx, question), asOf(tx, question));
        });
    }

    private static Scope scope(Question question) {
        return new Scope(
                question.variants(),
                question.metrics().stream().map(Gauge::of).toList(),
                question.start(),
                question.window());
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
