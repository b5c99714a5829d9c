package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The keys of decision ids from one to the next, as the RUNBOOK has it, with what was decided before still under way. */
@WithStores
@Covers("DEC-3")
class DecisionKeyRotationIT {
    private static final String FIRST = "1:the first secret of thirty-two letters";
    private static final String SECOND = "2:the second secret of thirty-two letters";

    @Test
    void ids_of_the_old_key_count_until_it_is_dropped(FreshDatabase database, FreshRedis redis) {
        String before;
        try (var lotty = start(database, redis, FIRST)) {
            Trial.draft(lotty, new JsonObject()).after("submit", "approve", "start");
            before = decided(lotty);
            assertThat(sent(lotty, "first", before)).isEqualTo("accepted");
            assertThat(sent(lotty, "forged", flipped(before))).isEqualTo("invalid_decision_id");
        }
        String after;
        try (var lotty = start(database, redis, SECOND + "," + FIRST)) {
            after = decided(lotty);
            assertThat(after).isNotEqualTo(before);
            assertThat(sent(lotty, "old key", before)).isEqualTo("accepted");
            assertThat(sent(lotty, "new key", after)).isEqualTo("accepted");
        }
        try (var lotty = start(database, redis, SECOND)) {
            assertThat(decided(lotty)).isEqualTo(after);
            assertThat(sent(lotty, "dropped key", before)).isEqualTo("invalid_decision_id");
            assertThat(sent(lotty, "kept key", after)).isEqualTo("accepted");
        }
    }

    private static RunningLotty start(FreshDatabase database, FreshRedis redis, String keys) {
        return RunningLotty.start(database, redis, Map.of("LOTTY_DECISION_KEYS", keys));
    }

    private static String decided(RunningLotty lotty) {
        var body = new JsonObject().put("subject_id", "ann").put("flags", JsonArray.of(Trial.FLAG));
        return product(lotty)
                .post("/api/v1/decide", body)
                .json()
                .getJsonObject("decisions")
                .getJsonObject(Trial.FLAG)
                .getString("decision_id");
    }

    /** {@code accepted}, or the code of the error. */
    private static String sent(RunningLotty lotty, String eventId, String decisionId) {
        var event = new JsonObject()
                .put("event_id", eventId)
                .put("type", "exposure")
                .put("decision_id", decisionId)
                .put("occurred_at", Instant.now().toString());
        var answer = product(lotty)
                .post("/api/v1/events", new JsonObject().put("events", new JsonArray(List.of(event))))
                .json();
        return answer.getInteger("accepted") == 1
                ? "accepted"
                : answer.getJsonArray("errors").getJsonObject(0).getString("code");
    }

    private static String flipped(String id) {
        return id.substring(0, 10) + (id.charAt(10) == 'A' ? 'B' : 'A') + id.substring(11);
    }

    private static HttpCaller product(RunningLotty lotty) {
        return lotty.nobody().with("X-API-Key", "lotty-demo-key");
    }
}
