package io.lotty.event.pg;

import static io.lotty.access.pg.Signing.sign;

import io.lotty.access.Stamp;
import io.lotty.event.DeadLetterKeeping;
import io.lotty.platform.pg.Pg;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What becomes of dead letters in the audit log. No table changes by it at that moment, so that the entry is written as such. */
public final class PgLetterNotes implements DeadLetterKeeping.Notes {
    private static final String ADD_ENTRY = """
            INSERT INTO audit_log (actor, action, entity, after, request_id)
            VALUES ($1, $2, 'events:dead_letters', $3, $4)""";

    private final Pg pg;

    public PgLetterNotes(Pg pg) {
        this.pg = pg;
    }

    @Override
    public void replayed(Optional<List<String>> ids, Stamp stamp) {
        add("dead_letter.replay", ids, stamp);
    }

    @Override
    public void discarded(List<String> ids, Stamp stamp) {
        add("dead_letter.discard", Optional.of(ids), stamp);
    }

    private void add(String action, Optional<List<String>> ids, Stamp stamp) {
        var what = new JsonObject().put("ids", ids.map(JsonArray::new).orElse(null));
        var by = sign(stamp, action);
        pg.change(by, tx -> tx.run(ADD_ENTRY, by.actor(), by.action(), what, by.requestId()));
    }
}
