package io.lotty.event.http;

import static io.lotty.access.Permission.MANAGE_DEAD_LETTERS;

import io.lotty.access.Actor;
import io.lotty.access.http.Stamps;
import io.lotty.event.DeadLetter;
import io.lotty.event.DeadLetterKeeping;
import io.lotty.event.DeadLetters;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** Events that could not be stored, for who looks after the installation. */
public final class DeadLetterRoutes {
    private final DeadLetters letters;
    private final DeadLetterKeeping keeping;
    private final Stamps stamps;

    public DeadLetterRoutes(DeadLetters letters, DeadLetterKeeping keeping, Stamps stamps) {
        this.letters = letters;
        this.keeping = keeping;
        this.stamps = stamps;
    }

    public void mount(Operations operations) {
        operations
                .get("/api/v1/dead-letters", "listDeadLetters", this::list)
                .post("/api/v1/dead-letters/replay", "replayDeadLetters", this::replay)
                .post("/api/v1/dead-letters/discard", "discardDeadLetters", this::discard);
    }

    private Answer list(Call call) {
        MANAGE_DEAD_LETTERS.require(call.caller(Actor.class));
        return Answer.page(letters.list(call.page()), DeadLetterRoutes::write);
    }

    private Answer replay(Call call) {
        var stamp = stamps.of(call, MANAGE_DEAD_LETTERS);
        var body = call.body();
        var ids = body.texts("ids", DeadLetters.MAX_AT_ONCE, id -> id);
        body.finish();
        var replay = keeping.replay(ids.optional(), stamp);
        return Answer.ok(new JsonObject()
                .put("replayed", replay.replayed())
                .put("missing", replay.missing())
                .put("too_old", replay.tooOld()));
    }

    private Answer discard(Call call) {
        var stamp = stamps.of(call, MANAGE_DEAD_LETTERS);
        var body = call.body();
        var field = body.texts("ids", DeadLetters.MAX_AT_ONCE, id -> id).required();
        body.finish();
        var ids = field.get();
        int discarded = keeping.discard(ids, stamp);
        return Answer.ok(new JsonObject()
                .put("discarded", discarded)
                .put("missing", Set.copyOf(ids).size() - discarded));
    }

    private static JsonObject write(DeadLetter letter) {
        return new JsonObject()
                .put("id", letter.id())
                .put("at", letter.at().toString())
                .put("reason", letter.reason())
                .put("stream", letter.stream())
                .put("event_id", letter.eventId())
                .put("content", letter.content());
    }
}
