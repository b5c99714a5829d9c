package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.lotty.access.Secrets;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.logstash.logback.encoder.LogstashEncoder;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Uses every kind of secret and of personal data, rightly and wrongly, and then looks for them where they must not be: in
 * the log at DEBUG, in refusals, in the audit log.
 */
@WithStores
@Covers({"OPS-5", "ACC-6"})
class PrivacyIT {
    private static final String PASSWORD = "pw-canary-correct-horse";
    private static final String WRONG_PASSWORD = "pw-canary-wrong-horse";
    private static final String EMAIL = "canary.person@private.example";
    private static final String SUBJECT = "subject-canary-4711";
    private static final String TOKEN = "token-canary-0815";

    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> canaries =
            new ArrayList<>(List.of("canary", RunningLotty.PASSWORD, "@lotty.local", "argon2", "hunter2"));

    @Test
    void no_secret_and_no_person_is_in_the_log_in_refusals_or_in_the_audit_log(FreshDatabase database, FreshRedis redis)
            throws SQLException {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var ours = (Logger) LoggerFactory.getLogger("io.lotty");
        var level = ours.getLevel();
        var lines = jsonLines(root.getLoggerContext());
        root.addAppender(lines);
        ours.setLevel(Level.DEBUG);
        try (var lotty = RunningLotty.start(database, redis)) {
            use(lotty);
        } finally {
            ours.setLevel(level);
            root.detachAppender(lines);
        }

        assertThat(String.join("\n", log)).contains("\"route\":\"logIn\"", "\"route\":\"decide\"");
        assertThat(leaks(log)).isEmpty();
        assertThat(refusals).hasSizeGreaterThan(20);
        assertThat(leaks(refusals)).isEmpty();
        assertThat(audit(database)).anyMatch(entry -> entry.contains("user.create") && entry.contains("viewer"));
        assertThat(leaks(audit(database))).isEmpty();
    }

    /** The texts that hold what nobody should read there. */
    private List<String> leaks(Collection<String> texts) {
        return texts.stream()
                .filter(text -> canaries.stream().anyMatch(text.toLowerCase(Locale.ROOT)::contains))
                .toList();
    }

    private void use(RunningLotty lotty) {
        var admin = lotty.as(RunningLotty.ADMIN);
        var erin = lotty.as(RunningLotty.EXPERIMENTER);
        users(lotty, admin);
        keysAndTokens(lotty, admin);
        malformed(lotty, erin);
        products(lotty, erin);
        subjects(lotty, admin);
    }

    private void users(RunningLotty lotty, HttpCaller admin) {
        var user = new JsonObject()
                .put("email", EMAIL)
                .put("name", "Privacy")
                .put("password", PASSWORD)
                .put("roles", new JsonArray().add("viewer"));
        note(admin.with("Idempotency-Key", "u").post("/api/v1/users", user));
        note(admin.post("/api/v1/users", user));
        note(admin.post("/api/v1/users", user.copy().put("email", "no canary address")));
        note(admin.post("/api/v1/users", user.copy().put("password", "canary")));
        note(admin.post("/api/v1/users", user.copy().put("roles", new JsonArray().add("canary"))));
        note(lotty.as(RunningLotty.EXPERIMENTER).post("/api/v1/users", user));

        var right = new JsonObject().put("email", EMAIL).put("password", PASSWORD);
        var session = lotty.nobody().post("/api/v1/auth/login", right).json();
        note(lotty.nobody().post("/api/v1/auth/login", right.copy().put("password", WRONG_PASSWORD)));
        note(lotty.nobody().post("/api/v1/auth/login", right.copy().put("email", "nobody.canary@private.example")));
        var refresh = new JsonObject().put("refresh_token", session.getString("refresh_token"));
        var next = lotty.nobody().post("/api/v1/auth/refresh", refresh).json();
        note(lotty.nobody().post("/api/v1/auth/refresh", refresh));
        note(lotty.nobody().post("/api/v1/auth/refresh", new JsonObject().put("refresh_token", TOKEN)));
        note(lotty.nobody()
                .post("/api/v1/auth/logout", new JsonObject().put("refresh_token", next.getString("refresh_token"))));
        for (var given : List.of(session, next)) {
            canaries.add(given.getString("access_token").toLowerCase(Locale.ROOT));
            canaries.add(given.getString("refresh_token").toLowerCase(Locale.ROOT));
        }
    }

    private void keysAndTokens(RunningLotty lotty, HttpCaller admin) {
        var key = admin.with("Idempotency-Key", "k").post("/api/v1/api-keys", new JsonObject().put("name", "shop"));
        note(admin.with("Idempotency-Key", "k").post("/api/v1/api-keys", new JsonObject().put("name", "shop")));
        var secret = key.json().getString("secret");
        canaries.add(secret.toLowerCase(Locale.ROOT));
        canaries.add(HexFormat.of().formatHex(Secrets.hash(secret)));
        for (var path : List.of("/api/v1/flags", "/api/v1/auth/me", "/api/v1/nothing", "/api/v1/audit/export")) {
            note(lotty.nobody().with("Authorization", "Bearer " + TOKEN).get(path));
            note(lotty.nobody().with("Authorization", "Basic " + TOKEN).get(path));
            note(lotty.nobody()
                    .with("Authorization", "Bearer a." + TOKEN + ".c")
                    .get(path + "?access_token=" + TOKEN));
            note(lotty.nobody().get(path + "?api_key=" + TOKEN + "&email=" + EMAIL));
        }
        note(lotty.nobody().with("X-API-Key", TOKEN).post("/api/v1/decide"));
        note(lotty.nobody().with("X-API-Key", TOKEN).post("/api/v1/events?key=" + TOKEN));
        note(admin.delete("/api/v1/api-keys/" + key.json().getString("id")));
    }

    private void malformed(RunningLotty lotty, HttpCaller erin) {
        for (var body : List.of(
                "{\"password\": hunter2}",
                "{\"email\": \"" + EMAIL + "\", \"password\": \"" + PASSWORD + "\"",
                "{\"password\": \"" + PASSWORD + "\", \"password\" " + TOKEN + "}",
                "[\"" + TOKEN + "\"]",
                "\"" + TOKEN + "\"",
                TOKEN,
                "{\"password\": {\"x\": \"" + TOKEN + "\"}, \"email\": [\"" + EMAIL + "\"]}",
                "{\"subject_id\": [\"" + SUBJECT + "\"], \"attributes\": \"" + EMAIL + "\"}")) {
            note(lotty.nobody().send("POST", "/api/v1/auth/login", body));
            note(erin.send("POST", "/api/v1/flags", body));
            note(erin.send("PATCH", "/api/v1/flags/button_color", body));
            note(lotty.product().send("POST", "/api/v1/decide", body));
            note(lotty.product().send("POST", "/api/v1/events", body));
        }
    }

    private void products(RunningLotty lotty, HttpCaller erin) {
        var experiment = ApiDocument.read().operation("createExperiment").example();
        note(erin.post("/api/v1/experiments", experiment));
        var forced = new JsonObject().put("subject_id", SUBJECT).put("variant", variant(experiment));
        note(erin.post("/api/v1/experiments", experiment.copy().put("overrides", new JsonArray().add(forced))));
        forced.put("variant", "none such");
        note(erin.post("/api/v1/experiments", experiment.copy().put("overrides", new JsonArray().add(forced))));

        var question =
                new JsonObject().put("subject_id", SUBJECT).put("attributes", new JsonObject().put("email", EMAIL));
        var decision = lotty.product()
                .post("/api/v1/decide", question)
                .json()
                .getJsonObject("decisions")
                .getJsonObject("button_color")
                .getString("decision_id");
        note(lotty.product().post("/api/v1/decide", question.copy().put("subject_id", SUBJECT.repeat(50))));
        var event = new JsonObject()
                .put("event_id", "e-1")
                .put("type", "click")
                .put("decision_id", decision)
                .put("occurred_at", "2020-01-01T00:00:00Z")
                .put("subject_id", SUBJECT);
        for (var sent : List.of(
                event,
                event.copy().put("subject_id", SUBJECT + "-other"),
                event.copy().put("type", TOKEN))) {
            note(lotty.product().post("/api/v1/events", new JsonObject().put("events", new JsonArray().add(sent))));
        }
    }

    private void subjects(RunningLotty lotty, HttpCaller admin) {
        var subject = new JsonObject().put("subject_id", SUBJECT);
        for (var path : List.of("/api/v1/subjects/assignments", "/api/v1/subjects/erase")) {
            note(admin.post(path, subject));
            note(admin.post(path, subject.copy().put("subject_id", SUBJECT.repeat(50))));
            note(admin.post(path, subject.copy().put("subject", SUBJECT)));
            note(lotty.nobody().post(path, subject));
        }
        note(lotty.as(RunningLotty.EXPERIMENTER).post("/api/v1/subjects/erase", subject));
    }

    private static String variant(JsonObject experiment) {
        return experiment.getJsonArray("variants").getJsonObject(0).getString("name");
    }

    private void note(HttpCaller.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isLessThan(500);
        if (reply.status() >= 400) {
            refusals.add(reply.body());
        }
    }

    private AppenderBase<ILoggingEvent> jsonLines(LoggerContext context) {
        var encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.start();
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                // the banner greets with the demo's well-known log-in, as it should
                if (!event.getLoggerName().equals("io.lotty.banner")) {
                    log.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
                }
            }
        };
        appender.setContext(context);
        appender.start();
        return appender;
    }

    private static List<String> audit(FreshDatabase database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT entry::text FROM audit_log entry")) {
            var entries = new ArrayList<String>();
            while (rows.next()) {
                entries.add(rows.getString(1));
            }
            return entries;
        }
    }
}
