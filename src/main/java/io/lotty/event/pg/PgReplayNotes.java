package io.lotty.event.pg;

import static io.lotty.access.pg.Signing.sign;

import io.lotty.access.Stamp;
import io.lotty.event.DeadLetterKeeping;
import io.lotty.platform.pg.Pg;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Replays in the audit log. No table changes by one at that moment, so that the entry is written as such. */
public final class PgReplayNotes implements DeadLetterKeeping.ReplayNotes {
    private static final String ADD_ENTRY = """
            INSERT INTO audit_log (actor, action, entity, after, request_id)
            VALUES ($1, $2, 'events:dead_letters', $3, $4)""";

    private final Pg pg;

    public PgReplayNotes(Pg pg) {
        this.pg = pg;
    }

    @Override
    public void add(Optional<List<String>> ids, Stamp stamp) {
        var what = new JsonObject().put("ids", ids.map(JsonArray::new).orElse(null));
        var by = sign(stamp, "dead_letter.replay");
        pg.change(by, tx -> tx.run(ADD_ENTRY, by.actor(), by.action(), what, by.requestId()));
    }
}
