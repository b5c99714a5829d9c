package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.app.embedded.OwnRedis;
import io.lotty.app.setting.Settings;
import io.lotty.decision.AssignmentRecord;
import io.lotty.id.ExperimentId;
import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.lotty.platform.redis.RedisLink;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis has lost its memory, and the copy in Postgres fills it again. */
@WithStores
@Covers("DEC-5")
class RebuildIT {
    private static final int SUBJECTS = Integer.getInteger("lotty.test.rebuilt.subjects", 4_500);

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final FreshRedis redis;
    private final RedisLink link;

    RebuildIT(FreshDatabase database, FreshRedis redis) {
        this.database = database;
        this.redis = redis;
        this.link = RedisLink.open(vertx, redis.url(), "test").await();
    }

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void subjects_get_their_variants_back_while_edges_serve_and_a_repetition_changes_nothing() throws Exception {
        try (var lotty = RunningLotty.start(database, redis)) {
            var trial = Trial.draft(lotty, new JsonObject()).after("submit", "approve", "start");
            var key = AssignmentRecord.keyOf(ExperimentId.of(trial.id()));
            // red all of them, which the hash alone would give to half of them
            copies(trial.id(), "red", "now()", 0, SUBJECTS);
            copies(trial.id(), "no such variant", "now()", SUBJECTS, 5);
            copies(Walk.NOBODYS_ID, "red", "now()", SUBJECTS, 5);
            link.send(Request.cmd(Command.SET).arg("lotty:a:{s7}").arg("2:1;" + key + ":0:1"))
                    .await();

            new RebuildAssignments(settings(database.url(), redis.url())).run();

            assertThat(record("s1")).startsWith("2:9;" + key + ":1:1");
            assertThat(record("s" + (SUBJECTS - 1))).startsWith("2:9;" + key + ":1:1");
            assertThat(record("s7")).isEqualTo("2:1;" + key + ":0:1");
            assertThat(record("s" + SUBJECTS)).isEqualTo("null");
            for (int i = 10; i < 40; i++) {
                int subject = i;
                Eventually.holds(() -> variant(lotty, "s" + subject).equals("red"));
            }
            var before = record("s12");
            new RebuildAssignments(settings(database.url(), redis.url())).run();
            assertThat(record("s12")).isEqualTo(before);
        }
    }

    @Test
    @Covers("DEC-6")
    void what_is_over_comes_back_only_while_the_policy_counts_it() throws Exception {
        String id;
        try (var lotty = RunningLotty.start(database, redis)) {
            id = Trial.draft(lotty, new JsonObject())
                    .after("submit", "approve", "start", "complete")
                    .id();
        }
        copies(id, "blue", "now() - interval '36 days'", 0, 3);
        copies(id, "blue", "now() - interval '38 days'", 3, 3);

        new RebuildAssignments(settings(database.url(), redis.url())).run();

        assertThat(record("s0")).contains(AssignmentRecord.keyOf(ExperimentId.of(id)) + ":0:");
        assertThat(record("s4")).isEqualTo("null");
    }

    @Test
    void what_is_in_the_way_is_said_in_a_sentence() throws IOException {
        assertThatThrownBy(() -> new RebuildAssignments(settings(database.url(), OwnRedis.nowhere())).run())
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("Redis does not answer.");
        var nowhere = OwnRedis.nowhere().replace("redis://", "postgresql://lotty:lotty@") + "/lotty";
        assertThatThrownBy(() -> new RebuildAssignments(settings(nowhere, redis.url())).run())
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("The database does not answer.");
        var alone = Settings.of(Map.of(
                "LOTTY_PROFILE",
                "demo",
                "LOTTY_ROLES",
                "http",
                "LOTTY_MANAGEMENT_URL",
                "http://127.0.0.1:1",
                "LOTTY_REDIS_URL",
                redis.url()));
        assertThatThrownBy(() -> new RebuildAssignments(alone).run()).hasMessageContaining("LOTTY_POSTGRES_URL");
    }

    @Test
    void a_command_that_does_not_exist_is_told_which_ones_do(@TempDir Path folder) {
        try (var lotty = LottyProcess.command(folder.resolve("out"), Map.of(), "rebuild")) {
            assertThat(lotty.awaitEnd()).isEqualTo(2);
            assertThat(lotty.output()).contains("no command \"rebuild\"", "rebuild-assignments");
        }
        var settings =
                Map.of("LOTTY_PROFILE", "demo", "LOTTY_POSTGRES_URL", database.url(), "LOTTY_REDIS_URL", redis.url());
        try (var lotty = LottyProcess.command(folder.resolve("out2"), settings, "rebuild-assignments")) {
            assertThat(lotty.awaitEnd()).isZero();
            assertThat(lotty.output()).contains("Redis has what Postgres knows: 0 subjects from 0 rows");
        }
    }

    private static Settings settings(String postgres, String redis) {
        return Settings.of(Map.of("LOTTY_PROFILE", "demo", "LOTTY_POSTGRES_URL", postgres, "LOTTY_REDIS_URL", redis));
    }

    private void copies(String experiment, String variant, String at, int from, int count) throws SQLException {
        database.execute("INSERT INTO assignment SELECT 's' || n, '" + experiment + "', '" + variant + "', " + at
                + ", 9 FROM generate_series(" + from + ", " + (from + count - 1) + ") n");
    }

    private String record(String subject) {
        return String.valueOf(link.send(Request.cmd(Command.GET).arg("lotty:a:{" + subject + "}"))
                .await());
    }

    private static String variant(RunningLotty lotty, String subject) {
        return lotty.product()
                .post("/api/v1/decide", new JsonObject().put("subject_id", subject))
                .json()
                .getJsonObject("decisions")
                .getJsonObject(Trial.FLAG)
                .getString("variant");
    }
}
