package io.lotty.decision.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.lotty.platform.redis.RedisLink;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithStores
@Covers("DEC-6")
class PolicyRoutesIT {
    private static final String PATH = "/api/v1/policies/participation";
    private static FreshDatabase database;
    private static String redisUrl = "";
    private static RunningLotty lotty;
    private static HttpCaller admin;

    @BeforeAll
    static void start(FreshDatabase fresh, FreshRedis redis) {
        database = fresh;
        redisUrl = redis.url();
        lotty = RunningLotty.start(fresh, redis);
        admin = lotty.as(RunningLotty.ADMIN);
    }

    @AfterAll
    static void stop() {
        lotty.close();
    }

    @Test
    void a_policy_is_replaced_whole_audited_and_guarded_by_its_revision() {
        var before = admin.get(PATH);
        var replaced = admin.with("If-Match", before.header("ETag")).put(PATH, policy(2, 4, 20, 0));

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.header("ETag")).isNotEqualTo(before.header("ETag"));
        assertThat(without(admin.get(PATH).json(), "updated_at")).isEqualTo(policy(2, 4, 20, 0));
        assertThat(admin.with("If-Match", before.header("ETag"))
                        .put(PATH, policy(9, 9, 9, 9))
                        .status())
                .isEqualTo(412);
        var entry = audited().getJsonObject(0);
        assertThat(entry.getString("action")).isEqualTo("participation_policy.update");
        assertThat(entry.getJsonObject("before").getInteger("max_concurrent_experiments"))
                .isEqualTo(before.json().getInteger("max_concurrent_experiments"));
        assertThat(entry.getJsonObject("after").getInteger("max_concurrent_experiments"))
                .isEqualTo(2);
    }

    @Test
    @Covers("DEC-9")
    void a_replaced_policy_is_in_the_configuration_that_edges_get() {
        var vertx = Vertx.vertx();
        try {
            var link = RedisLink.open(vertx, redisUrl, "test").await();
            admin.put(PATH, policy(6, 16, 26, 36));
            Eventually.holds(() -> published(link).equals(policy(6, 16, 26, 36)));
        } finally {
            vertx.close().await();
        }
    }

    private static JsonObject published(RedisLink link) {
        var document = link.send(Request.cmd(Command.GET).arg("lotty:{configuration}:document"))
                .await();
        return new JsonObject(String.valueOf(document)).getJsonObject("participation");
    }

    @Test
    void the_same_policy_again_changes_nothing() {
        var first = admin.put(PATH, policy(7, 7, 7, 7));
        int entries = audited().size();
        var again = admin.put(PATH, policy(7, 7, 7, 7));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(audited()).hasSize(entries);
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        var nothing = admin.put(PATH, new JsonObject()).json().getJsonArray("errors");
        assertThat(nothing)
                .hasSize(4)
                .allSatisfy(error ->
                        assertThat(((JsonObject) error).getString("code")).isEqualTo("missing_field"));

        var wrong =
                admin.put(PATH, policy(0, 101, 0, 366).put("more", 1)).json().getJsonArray("errors");
        assertThat(wrong.stream().map(error -> ((JsonObject) error).getString("pointer")))
                .containsExactlyInAnyOrder(
                        "/more", "/max_concurrent_experiments", "/cooldown_after", "/within_days", "/cooldown_days");
        assertThat(admin.put(PATH, policy(3, 5, 30, 7).put("within_days", "a month"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void only_an_admin_replaces_it_and_everyone_signed_in_reads_it() {
        var erin = lotty.as(RunningLotty.EXPERIMENTER);
        assertThat(erin.get(PATH).status()).isEqualTo(200);
        assertThat(erin.put(PATH, policy(1, 1, 1, 1)).status()).isEqualTo(403);
        assertThat(lotty.nobody().get(PATH).status()).isEqualTo(401);
        assertThat(lotty.product().get(PATH).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "max_concurrent_experiments = 0, at_most_1_to_100_experiments_hold_a_subject",
        "cooldown_after = 101, cooldown_comes_after_1_to_100_participations",
        "within_days = 366, participations_count_for_1_to_365_days",
        "cooldown_days = -1, cooldown_lasts_0_to_365_days",
        "only_row = false, there_is_one_participation_policy"
    })
    void the_database_keeps_no_other_policy(String change, String constraint) {
        var signed = "SELECT set_config('lotty.actor', 'test', false), set_config('lotty.action', 'test', false);";
        assertThatThrownBy(() -> database.execute(signed + "UPDATE participation_policy SET " + change))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(constraint);
    }

    private static JsonArray audited() {
        return admin.get("/api/v1/audit?entity=policy:participation").json().getJsonArray("items");
    }

    private static JsonObject policy(int concurrent, int after, int within, int days) {
        return new JsonObject()
                .put("max_concurrent_experiments", concurrent)
                .put("cooldown_after", after)
                .put("within_days", within)
                .put("cooldown_days", days);
    }

    private static JsonObject without(JsonObject json, String field) {
        json.remove(field);
        return json;
    }
}
