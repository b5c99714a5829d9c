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
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every action in every state, as its caller sees it: what EXP-5 offers happens, and nothing else leaves a trace. */
@WithStores
@Covers("EXP-5")
class LifecycleIT {
    private static final List<String> ACTIONS = List.of(
            "submit",
            "approve",
            "request-changes",
            "reject",
            "rework",
            "start",
            "pause",
            "resume",
            "complete",
            "archive",
            "pause-intake",
            "resume-intake");

    /** How to get into a state, and where each legal action leads from there. */
    enum State {
        DRAFT("draft", "", Map.of("submit", "in_review")),
        IN_REVIEW(
                "in_review", "submit", Map.of("approve", "approved", "request-changes", "draft", "reject", "rejected")),
        APPROVED("approved", "submit approve", Map.of("start", "running")),
        REJECTED("rejected", "submit reject", Map.of("rework", "draft")),
        RUNNING(
                "running",
                "submit approve start",
                Map.of("pause", "paused", "complete", "completed", "pause-intake", "running")),
        RUNNING_WITHOUT_NEWCOMERS(
                "running",
                "submit approve start pause-intake",
                Map.of("pause", "paused", "complete", "completed", "resume-intake", "running")),
        PAUSED("paused", "submit approve start pause", Map.of("resume", "running", "complete", "completed")),
        COMPLETED("completed", "submit approve start complete", Map.of("archive", "archived")),
        ARCHIVED("archived", "submit approve start complete archive", Map.of());

        private final String status;
        private final String way;

        @SuppressWarnings("ImmutableEnumChecker") // made by Map.of, which is immutable
        private final Map<String, String> legal;

        State(String status, String way, Map<String, String> legal) {
            this.status = status;
            this.way = way;
            this.legal = legal;
        }
    }

    /** All that an action could leave behind; that somebody was refused for who he is is told in the audit log. */
    private static final String TRACES = """
            SELECT json_build_array(
                (SELECT revision FROM configuration_revision),
                (SELECT count(*) FROM audit_log WHERE action <> 'access.denied'),
                (SELECT json_agg(e ORDER BY id) FROM experiment e),
                (SELECT count(*) FROM experiment_version),
                (SELECT count(*) FROM experiment_history),
                (SELECT count(*) FROM experiment_review),
                (SELECT count(*) FROM conflict_domain_use))::text""";

    private static FreshDatabase database;
    private static RunningLotty lotty;
    private static HttpCaller erin;
    private static HttpCaller april;
    private static HttpCaller admin;
    private static int flags;

    @BeforeAll
    static void start(FreshDatabase own, FreshRedis redis) {
        database = own;
        lotty = RunningLotty.start(own, redis);
        erin = lotty.as(RunningLotty.EXPERIMENTER);
        april = lotty.as(RunningLotty.APPROVER);
        admin = lotty.as(RunningLotty.ADMIN);
    }

    @AfterAll
    static void stop() {
        lotty.close();
    }

    @ParameterizedTest
    @EnumSource
    void what_a_state_offers_happens(State state) {
        assertThat(offered(in(state))).isEqualTo(state.legal.keySet());
        state.legal.forEach((action, next) -> {
            var trial = in(state);
            var reply = trial.act(action);
            assertThat(reply.status())
                    .as("%s in %s: %s", action, state, reply.body())
                    .isEqualTo(200);
            assertThat(reply.json().getString("status"))
                    .as("%s in %s", action, state)
                    .isEqualTo(next);
            assertThat(last(trial).getString("actor_name")).isNotBlank();
        });
    }

    @ParameterizedTest
    @EnumSource
    void what_a_state_does_not_offer_is_refused_and_leaves_no_trace(State state) throws SQLException {
        var trial = in(state);
        var before = traces();
        for (var action : ACTIONS) {
            if (!state.legal.containsKey(action)) {
                assertRefused(trial.act(action), "illegal_transition", action, state);
            }
        }
        if (state != State.DRAFT) {
            var edit = trial.erin().patch(trial.path(), new JsonObject().put("name", "Other"));
            assertRefused(edit, "not_a_draft", "edit", state);
        }
        assertThat(traces()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    @Covers("EXP-4")
    void anybodys_experiment_in_any_state_can_be_cloned_and_only_a_draft_be_edited(State state) throws SQLException {
        var trial = in(state);
        var clone = admin.post(trial.path() + "/clone");
        assertThat(clone.status()).isEqualTo(201);
        assertThat(clone.json().getString("status")).isEqualTo("draft");
        assertThat(clone.json().getString("owner_id"))
                .isNotEqualTo(trial.erin().get(trial.path()).json().getString("owner_id"));
        if (state == State.DRAFT) {
            var edited = trial.erin().patch(trial.path(), new JsonObject().put("name", "Other"));
            assertThat(edited.json().getInteger("version")).isEqualTo(2);
            var unchanged = traces();
            trial.erin().patch(trial.path(), new JsonObject().put("name", "Other"));
            assertThat(traces()).isEqualTo(unchanged);
        }
    }

    @Test
    @Covers("ACC-2")
    void who_may_not_is_told_so_before_the_state_is_looked_at() throws SQLException {
        var trial = in(State.ARCHIVED);
        var stranger = experimenter("stranger@lotty.local");
        var nobodys = "/api/v1/experiments/" + Walk.NOBODYS_ID;
        var before = traces();
        for (var action : ACTIONS) {
            var wrongRole = trial.whoMay(action) == erin ? april : erin;
            var body = Trial.said(action);
            assertThat(lotty.nobody().post(trial.path() + "/" + action, body).status())
                    .isEqualTo(401);
            assertThat(wrongRole.post(nobodys + "/" + action, body).status())
                    .as("%s by the wrong role, of nothing", action)
                    .isEqualTo(403);
            assertThat(wrongRole.post(trial.path() + "/" + action, body).status())
                    .isEqualTo(403);
            assertThat(trial.whoMay(action).post(nobodys + "/" + action, body).status())
                    .isEqualTo(404);
            assertThat(stranger.post(trial.path() + "/" + action, body).status())
                    .as("%s by a stranger", action)
                    .isEqualTo(403);
        }
        assertThat(stranger.patch(trial.path(), new JsonObject()).status()).isEqualTo(403);
        assertThat(traces()).isEqualTo(before);
    }

    private static void assertRefused(HttpCaller.Reply reply, String code, String action, State state) {
        assertThat(reply.status())
                .as("%s in %s: %s", action, state, reply.body())
                .isEqualTo(409);
        assertThat(reply.code()).isEqualTo(code);
        var sentence = reply.json().getString("detail");
        assertThat(sentence).contains("is " + state.status + " ");
        var allowed = sentence.substring(sentence.indexOf("it allows ") + "it allows ".length(), sentence.length() - 1);
        assertThat(Set.of(allowed.split(" or ")))
                .isEqualTo(state.legal.isEmpty() ? Set.of("nothing") : state.legal.keySet());
    }

    /** Each on a flag of its own, since one flag has one live experiment. */
    private static Trial in(State state) {
        var flag = "life-" + flags++;
        var made = new JsonObject().put("key", flag).put("type", "string").put("default_value", "grey");
        assertThat(erin.post("/api/v1/flags", made).status()).isEqualTo(201);
        var more = new JsonObject()
                .put("flag_key", flag)
                .put("overrides", Trial.overrides("quinn", "red"))
                .put("conflict", new JsonObject("{\"domains\": [\"life\"], \"policy\": \"priority\"}"));
        return Trial.draft(erin, april, more).after(state.way.isEmpty() ? new String[0] : state.way.split(" "));
    }

    private static Set<String> offered(Trial trial) {
        return trial.erin().get(trial.path()).json().getJsonArray("allowed_actions").stream()
                .map(String.class::cast)
                .collect(Collectors.toSet());
    }

    private static JsonObject last(Trial trial) {
        JsonArray items = trial.erin().get(trial.path() + "/history").json().getJsonArray("items");
        return items.getJsonObject(items.size() - 1);
    }

    private static HttpCaller experimenter(String email) {
        var user = new JsonObject()
                .put("email", email)
                .put("name", "Stranger")
                .put("password", RunningLotty.PASSWORD)
                .put("roles", new JsonArray().add("experimenter"));
        var made = admin.post("/api/v1/users", user);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return lotty.as(email);
    }

    private static String traces() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(TRACES)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
