package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.app.embedded.OwnRedis;
import io.lotty.id.SubjectHash;
import io.lotty.id.SubjectId;
import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What people see of a subject, and how they erase one. */
@WithStores
@Covers("DEC-11")
@TestMethodOrder(MethodOrderer.MethodName.class)
class SubjectsIT {
    private static final String READ = "/api/v1/subjects/assignments";
    private static final String ERASE = "/api/v1/subjects/erase";
    private static FreshDatabase database;
    private static FreshRedis redis;
    private static RunningLotty lotty;
    private static HttpCaller admin;
    private static Trial trial;

    @BeforeAll
    static void start(FreshDatabase freshDatabase, FreshRedis freshRedis) {
        database = freshDatabase;
        redis = freshRedis;
        lotty = RunningLotty.start(database, redis);
        admin = lotty.as(RunningLotty.ADMIN);
        trial = Trial.draft(lotty, new JsonObject().put("overrides", Trial.overrides("quinn", "red")))
                .after("submit", "approve", "start");
        Eventually.holds(() -> decision("first").getString("reason").equals("assigned"));
    }

    @AfterAll
    static void stop() {
        lotty.close();
    }

    @Test
    void everyone_signed_in_sees_what_a_subject_holds() {
        var decision = decision("olga");

        var held = lotty.as(RunningLotty.APPROVER).post(READ, subject("olga")).json();

        assertThat(held.getJsonArray("assignments")).hasSize(1);
        var one = held.getJsonArray("assignments").getJsonObject(0);
        assertThat(one.getString("variant")).isEqualTo(decision.getString("variant"));
        assertThat(Duration.between(Instant.parse(one.getString("assigned_at")), Instant.now()))
                .isLessThan(Duration.ofMinutes(1));
        one.remove("variant");
        one.remove("assigned_at");
        assertThat(one)
                .isEqualTo(new JsonObject()
                        .put("experiment_id", trial.id())
                        .put("flag_key", Trial.FLAG)
                        .put("name", "Bolder button")
                        .put("status", "running"));
        assertThat(held("stranger")).isEmpty();
    }

    @Test
    void an_erased_subject_is_gone_from_everywhere_and_the_audit_log_does_not_name_it() throws SQLException {
        exposures("petra", 3);
        Eventually.holds(() -> events("petra") == 3);
        Eventually.holds(() -> number("SELECT count(*) FROM assignment WHERE subject_id = 'petra'") == 1);

        var erased = admin.post(ERASE, subject("petra"));

        assertThat(erased.json())
                .isEqualTo(new JsonObject()
                        .put("assignments", 1)
                        .put("events", 3)
                        .put("named_in_overrides", new JsonArray()));
        assertThat(held("petra")).isEmpty();
        assertThat(events("petra")).isZero();
        assertThat(number("SELECT count(*) FROM assignment WHERE subject_id = 'petra'"))
                .isZero();
        var entity = "subject:" + hash("petra");
        var entry = admin.get("/api/v1/audit?entity=" + entity)
                .json()
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(entry.getString("action")).isEqualTo("subject.erase");
        assertThat(entry.getJsonObject("after").getInteger("events")).isEqualTo(3);
        assertThat(entry.encode()).doesNotContain("petra");
        assertThat(admin.post(ERASE, subject("petra")).json().getInteger("events"))
                .isZero();
    }

    @Test
    void experiments_that_name_the_subject_in_an_override_are_listed() {
        assertThat(admin.post(ERASE, subject("quinn")).json().getJsonArray("named_in_overrides"))
                .containsExactly(trial.id());
    }

    @Test
    void only_admins_erase_and_nobody_reads_without_a_log_in() {
        assertThat(trial.erin().post(ERASE, subject("olga")).status()).isEqualTo(403);
        assertThat(lotty.nobody().post(READ, subject("olga")).status()).isEqualTo(401);
        assertThat(lotty.product().post(READ, subject("olga")).status()).isEqualTo(401);
        assertThat(admin.post(READ, subject("")).status()).isEqualTo(422);
        assertThat(admin.post(ERASE, subject("x".repeat(257))).status()).isEqualTo(422);
    }

    @Test
    void what_is_erased_amid_requests_and_events_stays_erased() {
        for (int round = 0; round < 3; round++) {
            var subject = "busy-" + round;
            exposures(subject, 200);
            // while the events are on their way
            admin.post(ERASE, subject(subject));
            exposures("after-" + round, 1);
            Eventually.holds(() -> number("SELECT count(*) FROM event WHERE event_id LIKE 'after-%'") > 0
                    && admin.get("/metrics")
                            .body()
                            .lines()
                            .filter(line -> line.matches("lotty_(events|assignments)_backlog.*"))
                            .allMatch(line -> line.endsWith(" 0.0")));
            assertThat(events(subject)).isZero();
            assertThat(held(subject)).isEmpty();
            assertThat(number("SELECT count(*) FROM assignment WHERE subject_id = '" + subject + "'"))
                    .isZero();
        }
    }

    @Test
    void decides_amid_an_erasure_leave_no_record_behind() throws Exception {
        for (int round = 0; round < 2; round++) {
            var subject = "racer-" + round;
            decision(subject);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var erased = threads.submit(() -> admin.post(ERASE, subject(subject)));
                var end = Instant.now().plusMillis(500);
                for (int i = 0; i < 4; i++) {
                    threads.execute(() -> {
                        while (Instant.now().isBefore(end)) {
                            decision(subject);
                        }
                    });
                }
                assertThat(erased.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
            }
            assertThat(held(subject)).isEmpty();
            assertThat(number("SELECT count(*) FROM assignment WHERE subject_id = '" + subject + "'"))
                    .isZero();
        }
    }

    /** Last, by its name: it ends the experiment. */
    @Test
    void z_an_experiment_that_is_over_is_told_as_such() {
        decision("olga");
        trial.after("complete");
        assertThat(held("olga").getJsonObject(0).getString("status")).isEqualTo("completed");
    }

    @Test
    void without_redis_nothing_is_erased_and_nothing_read() throws Exception {
        database.execute("INSERT INTO assignment VALUES ('zoe', gen_random_uuid(), 'red', now(), 1)");
        var copies = "SELECT count(*) FROM assignment WHERE subject_id = 'zoe'";
        var own = OwnRedis.start();
        try (var away = RunningLotty.start(database, redis, Map.of("LOTTY_REDIS_URL", own.url()))) {
            var caller = away.as(RunningLotty.ADMIN);
            own.kill();
            assertThat(caller.post(READ, subject("zoe")).status()).isEqualTo(503);
            assertThat(caller.post(ERASE, subject("zoe")).status()).isEqualTo(503);
            assertThat(number(copies)).isOne();
            own.restart();
            Eventually.holds(() -> caller.post(ERASE, subject("zoe")).status() == 200);
            assertThat(number(copies)).isZero();
        } finally {
            own.close();
        }
    }

    private static JsonObject decision(String subject) {
        return lotty.product()
                .post("/api/v1/decide", subject(subject))
                .json()
                .getJsonObject("decisions")
                .getJsonObject(Trial.FLAG);
    }

    private static void exposures(String subject, int count) {
        var decision = decision(subject).getString("decision_id");
        var events = new JsonArray();
        for (int i = 0; i < count; i++) {
            events.add(new JsonObject()
                    .put("event_id", subject + "-" + i)
                    .put("type", "exposure")
                    .put("decision_id", decision)
                    .put("occurred_at", Instant.now().toString()));
        }
        var sent = lotty.product().post("/api/v1/events", new JsonObject().put("events", events));
        assertThat(sent.json().getInteger("accepted")).isEqualTo(count);
    }

    private static JsonArray held(String subject) {
        return admin.post(READ, subject(subject)).json().getJsonArray("assignments");
    }

    private static long events(String subject) {
        return number("SELECT count(*) FROM event WHERE encode(subject, 'hex') = '" + hash(subject) + "'");
    }

    private static String hash(String subject) {
        return HexFormat.of().formatHex(SubjectHash.of(new SubjectId(subject)).bytes());
    }

    private static JsonObject subject(String id) {
        return new JsonObject().put("subject_id", id);
    }

    private static long number(String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
