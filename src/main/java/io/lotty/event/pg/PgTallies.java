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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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

    @Override
    public void add(List<TallySheet> sheets) {
        try {
            pg.unaudited(tx -> {
                var unknown = new HashSet<>(tx.list(
                        QualitySql.ADD_SHEETS,
                        Key::of,
                        column(sheets, TallySheet::sender, UUID[]::new),
                        column(sheets, TallySheet::number, Long[]::new),
                        times(sheets, TallySheet::at)));
                Map<Arrival, Long> counts = new HashMap<>();
                for (var sheet : sheets) {
                    if (unknown.remove(new Key(sheet.sender(), sheet.number()))) {
                        sheet.counts().forEach((arrival, n) -> counts.merge(arrival, n, Long::sum));
                    }
                }
                return new Arrivals().add(counts).store(tx);
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
