package io.lotty.event.pg;

import static io.lotty.event.pg.Columns.column;
import static io.lotty.event.pg.Columns.times;

import io.lotty.event.Arrival;
import io.lotty.event.Tallies;
import io.lotty.event.TallySheet;
import io.lotty.platform.pg.Pg;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What became of events when they arrived, counted in Postgres. */
public final class PgTallies implements Tallies {
    private final Pg pg;

    public PgTallies(Pg pg) {
        this.pg = pg;
    }

    /** A tally among all. */
    record Key(UUID sender, long number) {
        static Key of(Row row) {
            return new Key(row.getUUID("sender"), row.getLong("number"));
        }
    }

    /** One that is not known; whether it came too late to be counted. */
    private record Unknown(Key key, boolean isLate) {
        static Unknown of(Row row) {
            return new Unknown(Key.of(row), row.getBoolean("is_late"));
        }
    }

    @Override
    public long add(List<TallySheet> sheets) {
        try {
            return pg.unaudited(tx -> {
                var unknown = tx
                        .list(
                                QualitySql.ADD_SHEETS,
                                Unknown::of,
                                column(sheets, TallySheet::sender, UUID[]::new),
                                column(sheets, TallySheet::number, Long[]::new),
                                times(sheets, TallySheet::at))
                        .stream()
                        .collect(Collectors.toMap(Unknown::key, Unknown::isLate, (one, same) -> one));
                Map<Arrival, Long> counts = new HashMap<>();
                long passedOver = 0;
                for (var sheet : sheets) {
                    var isLate = unknown.remove(new Key(sheet.sender(), sheet.number()));
                    if (isLate != null && isLate) {
                        passedOver += sheet.events();
                    } else if (isLate != null) {
                        sheet.counts().forEach((arrival, n) -> counts.merge(arrival, n, Long::sum));
                    }
                }
                new Arrivals().add(counts).store(tx);
                return passedOver;
            });
        } catch (PgException refused) {
            var state = String.valueOf(refused.getSqlState());
            throw state.startsWith("22") || state.startsWith("23")
                    ? new Unstorable(String.valueOf(refused.getErrorMessage()), refused)
                    : refused;
        }
    }

    /** Forgets which tallies are counted that are too old to be counted again; says how many. */
    public static int forgetCounted(Pg pg) {
        return pg.unaudited(tx -> tx.run(QualitySql.FORGET_COUNTED));
    }
}
