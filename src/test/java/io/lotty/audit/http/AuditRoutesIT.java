package io.lotty.audit.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@WithStores
@Covers("ACC-6")
class AuditRoutesIT {
    private static final String AUDIT = "/api/v1/audit";
    private static FreshDatabase database;
    private static RunningLotty lotty;
    private static HttpCaller admin;

    @BeforeAll
    static void start(FreshDatabase fresh, FreshRedis redis) {
        database = fresh;
        lotty = RunningLotty.start(fresh, redis);
        admin = lotty.as(RunningLotty.ADMIN);
    }

    @AfterAll
    static void stop() {
        lotty.close();
    }

    @Test
    void a_change_is_found_with_who_what_before_after_and_the_callers_request_id() {
        var erin = lotty.as(RunningLotty.EXPERIMENTER);
        erin.post("/api/v1/flags", flag("audited"));
        erin.with("X-Request-Id", "my-request-7")
                .patch("/api/v1/flags/audited", new JsonObject().put("default_value", false));

        var entry = items(AUDIT + "?entity=flag:audited&action=flag.update").getJsonObject(0);

        assertThat(entry.fieldNames())
                .containsExactlyInAnyOrder("id", "at", "actor", "action", "entity", "before", "after", "request_id");
        assertThat(entry.getString("request_id")).isEqualTo("my-request-7");
        assertThat(entry.getString("actor"))
                .isEqualTo(erin.get("/api/v1/auth/me").json().getString("id"));
        assertThat(entry.getJsonObject("before").getBoolean("default_value")).isTrue();
        assertThat(entry.getJsonObject("after").getBoolean("default_value")).isFalse();
    }

    @Test
    void entries_are_filtered_and_paged() {
        lotty.as(RunningLotty.EXPERIMENTER).post("/api/v1/flags", flag("paged"));
        var newest = admin.get(AUDIT + "?limit=1").json();
        var at = newest.getJsonArray("items").getJsonObject(0).getString("at");

        assertThat(items(AUDIT + "?to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(items(AUDIT + "?from=" + at + "&entity=flag:paged")).hasSize(1);
        assertThat(items(AUDIT + "?actor=system&entity=flag:paged")).isEmpty();
        assertThat(items(AUDIT + "?limit=1&cursor=" + newest.getString("next_cursor"))
                        .getJsonObject(0))
                .isNotEqualTo(newest.getJsonArray("items").getJsonObject(0));
        assertThat(admin.get(AUDIT + "?from=yesterday").status()).isEqualTo(422);
    }

    @Test
    void entries_are_found_by_request_and_by_type_of_entity() {
        var erin = lotty.as(RunningLotty.EXPERIMENTER).with("X-Request-Id", "one-request");
        erin.post("/api/v1/flags", flag("requested"));

        assertThat(items(AUDIT + "?request_id=one-request")).hasSize(1);
        assertThat(items(AUDIT + "?request_id=one")).isEmpty();
        assertThat(entities(AUDIT + "?entity=flag:"))
                .contains("flag:requested")
                .allMatch(flag -> flag.startsWith("flag:"));
        assertThat(entities(AUDIT + "?entity=fla:")).isEmpty();
        assertThat(entities(AUDIT + "?entity=flag:request")).isEmpty();
    }

    @Test
    void the_log_is_taken_out_whole_however_many_pages_it_has() throws SQLException {
        database.execute("INSERT INTO audit_log (actor, action, entity, request_id) "
                + "SELECT 'system', 'bulk.make', 'bulk:' || n, '=cmd()' FROM generate_series(1, 450) n");

        var lines = admin.get(AUDIT + "/export?entity=bulk:").body().lines().toList();
        var csv = admin.with("Accept", "text/csv").get(AUDIT + "/export?entity=bulk:");

        assertThat(lines).hasSize(450);
        assertThat(new JsonObject(lines.getFirst()).getString("entity")).isEqualTo("bulk:450");
        assertThat(new JsonObject(lines.getLast()).getString("entity")).isEqualTo("bulk:1");
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"audit.csv\"");
        assertThat(csv.body().lines())
                .hasSize(451)
                .first()
                .isEqualTo("id,at,actor,action,entity,request_id,before,after");
        assertThat(csv.body().lines().skip(1)).allMatch(line -> line.endsWith(",\"'=cmd()\",,"));
    }

    @Test
    void an_export_is_an_entry_itself_and_the_admins() {
        admin.with("X-Request-Id", "the-export").get(AUDIT + "/export?action=none.such");

        var entry = items(AUDIT + "?action=audit.export&request_id=the-export").getJsonObject(0);
        assertThat(entry.getString("entity")).isEqualTo("audit:log");
        assertThat(entry.getJsonObject("after"))
                .isEqualTo(new JsonObject().put("format", "ndjson").put("action", "none.such"));
        assertThat(lotty.as(RunningLotty.EXPERIMENTER).get(AUDIT + "/export").status())
                .isEqualTo(403);
        assertThat(admin.get(AUDIT + "/export?from=yesterday").status()).isEqualTo(422);
    }

    @Test
    void the_log_is_the_admins() {
        assertThat(lotty.as(RunningLotty.EXPERIMENTER).get(AUDIT).status()).isEqualTo(403);
        assertThat(lotty.as(RunningLotty.APPROVER).get(AUDIT).status()).isEqualTo(403);
        assertThat(lotty.nobody().get(AUDIT).status()).isEqualTo(401);
    }

    @Test
    void no_password_token_or_key_is_logged_or_audited() {
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var ours = (Logger) LoggerFactory.getLogger("io.lotty");
        var level = ours.getLevel();
        root.addAppender(lines);
        ours.setLevel(Level.TRACE);
        List<String> secrets;
        try {
            secrets = useSecrets();
        } finally {
            ours.setLevel(level);
            root.detachAppender(lines);
        }

        var logged = List.copyOf(lines.list).stream()
                .map(line -> line.getFormattedMessage() + line.getKeyValuePairs())
                .collect(Collectors.joining("\n"));
        assertThat(logged).contains("logIn", "createUser").doesNotContain(secrets);
        assertThat(admin.get(AUDIT + "?limit=200").body())
                .contains("user.create")
                .doesNotContain("secretive@lotty.local")
                .doesNotContain(secrets);
    }

    private static List<String> useSecrets() {
        var password = "only for the secretive";
        var user = new JsonObject()
                .put("email", "secretive@lotty.local")
                .put("name", "Secretive")
                .put("password", password)
                .put("roles", new JsonArray().add("viewer"));
        admin.post("/api/v1/users", user);
        admin.post("/api/v1/users", user);
        var logIn = new JsonObject().put("email", "secretive@lotty.local").put("password", password);
        var session = lotty.nobody().post("/api/v1/auth/login", logIn).json();
        lotty.nobody().post("/api/v1/auth/login", logIn.copy().put("password", password + "!"));
        var refresh = new JsonObject().put("refresh_token", session.getString("refresh_token"));
        var next = lotty.nobody().post("/api/v1/auth/refresh", refresh).json();
        lotty.nobody().post("/api/v1/auth/refresh", refresh);
        lotty.nobody()
                .with("Authorization", "Bearer " + session.getString("access_token") + "x")
                .get("/api/v1/flags");
        var key = admin.post("/api/v1/api-keys", new JsonObject().put("name", "shop"))
                .json();
        lotty.nobody()
                .with("X-API-Key", key.getString("secret"))
                .post("/api/v1/decide", new JsonObject().put("subject_id", "user-1"));
        lotty.nobody().with("X-API-Key", key.getString("secret") + "x").post("/api/v1/decide");
        var secrets = new ArrayList<>(List.of(password));
        secrets.add(session.getString("access_token"));
        secrets.add(session.getString("refresh_token"));
        secrets.add(next.getString("refresh_token"));
        secrets.add(key.getString("secret"));
        return secrets;
    }

    private static List<String> entities(String path) {
        return items(path).stream()
                .map(entry -> ((JsonObject) entry).getString("entity"))
                .toList();
    }

    private static JsonArray items(String path) {
        return admin.get(path).json().getJsonArray("items");
    }

    private static JsonObject flag(String key) {
        return new JsonObject().put("key", key).put("type", "boolean").put("default_value", true);
    }
}
