package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.app.embedded.OwnRedis;
import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge that starts with nothing but what it has kept on disk. */
@WithStores
@Covers("DEC-10")
class EdgeSnapshotIT {
    @TempDir
    private Path folder;

    @Test
    void an_edge_restarted_without_redis_or_postgres_answers_as_before_and_says_that_it_is_degraded(
            FreshDatabase database, FreshRedis redis) throws IOException {
        JsonObject before;
        try (var lotty = RunningLotty.start(database, redis, Map.of("LOTTY_DATA_DIR", folder.toString()))) {
            var trial = Trial.draft(lotty, new JsonObject()).after("submit", "approve", "start");
            Eventually.holds(() -> Files.readString(snapshot()).contains(trial.id()));
            Eventually.holds(() -> !decide(lotty).getBoolean("degraded"));
            before = decide(lotty).getJsonObject("decisions").getJsonObject(Trial.FLAG);
        }
        assertThat(Files.readString(snapshot())).doesNotContain(RunningLotty.API_KEY, RunningLotty.PASSWORD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(snapshot())))
                .isEqualTo("rw-------");
        var alone = Map.of(
                "LOTTY_ROLES", "http",
                "LOTTY_DATA_DIR", folder.toString(),
                "LOTTY_REDIS_URL", OwnRedis.nowhere(),
                "LOTTY_MANAGEMENT_URL", "http://127.0.0.1:1",
                "LOTTY_POSTGRES_URL", "postgresql://nobody:nothing@127.0.0.1:1/none");
        try (var edge = RunningLotty.start(database, redis, alone)) {
            assertThat(edge.nobody().get("/ready").status()).isEqualTo(200);
            var answer = decide(edge);
            assertThat(answer.getBoolean("degraded")).isTrue();
            assertThat(answer.getJsonObject("decisions").getJsonObject(Trial.FLAG))
                    .isEqualTo(before);
        }
    }

    private Path snapshot() {
        return folder.resolve("configuration.json");
    }

    private static JsonObject decide(RunningLotty lotty) {
        var reply = lotty.product().post("/api/v1/decide", new JsonObject().put("subject_id", "ann"));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }
}
