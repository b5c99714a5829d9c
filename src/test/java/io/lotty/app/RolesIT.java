package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lotty as three processes over given stores, each with its roles, and another edge that is added later. */
@Covers({"OPS-3", "OPS-5", "DEC-3"})
@WithStores
@Timeout(600)
class RolesIT {
    @TempDir
    private static Path folder;

    private static FreshDatabase database;
    private static FreshRedis redis;
    private static LottyProcess management;
    private static LottyProcess ingest;
    private static LottyProcess edge;

    @BeforeAll
    static void start(FreshDatabase postgres, FreshRedis cache) {
        database = postgres;
        redis = cache;
        management = start("management", Map.of("LOTTY_ROLES", "experiments,watch", "LOTTY_LOG_FORMAT", "json"));
        ingest = start("ingest", Map.of("LOTTY_ROLES", "ingest", "LOTTY_LOG_LEVEL", "WARN"));
        management.awaitReady();
        edge = start("edge", edgeSettings());
        ingest.awaitReady();
        edge.awaitReady();
        try (var storefront = Simulation.start(folder.resolve("storefront.log"), edge.url())) {
            Simulation.awaitEqualFigures(storefront);
        }
    }

    @AfterAll
    static void close() {
        List.of(edge, ingest, management).forEach(LottyProcess::close);
    }

    @Test
    void an_edge_started_with_nothing_but_its_command_decides_the_same() {
        try (var second = start("second", edgeSettings())) {
            second.awaitReady();
            assertThat(decisions(second)).isEqualTo(decisions(edge));
        }
    }

    @Test
    void every_process_tells_what_it_needs_to_be_usable() {
        assertThat(checks(edge)).isEqualTo(JsonObject.of("configuration", "ok", "redis", "ok", "events_redis", "ok"));
        assertThat(checks(management)).isEqualTo(JsonObject.of("postgres", "ok"));
        assertThat(checks(ingest)).isEqualTo(JsonObject.of("postgres", "ok"));
    }

    @Test
    void every_line_of_a_log_in_json_is_an_object_with_the_stable_fields() {
        var lines = management.output().lines().map(JsonObject::new).toList();
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.fieldNames()).contains("time", "level", "logger", "message"));
        assertThat(lines.stream().filter(line -> line.getString("message").equals("answered")))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.fieldNames())
                            .contains("request_id", "method", "route", "status", "duration", "actor");
                    assertThat(line.getValue("status")).isInstanceOf(Integer.class);
                    assertThat(line.getValue("duration")).isInstanceOf(Double.class);
                })
                .anySatisfy(line -> assertThat(line.getString("actor")).isNotEqualTo("-"));
    }

    @Test
    void a_log_at_a_higher_level_leaves_out_what_is_below() {
        assertThat(ingest.output().lines()).noneMatch(line -> line.contains(" INFO "));
        assertThat(edge.output().lines()).anyMatch(line -> line.contains(" INFO "));
    }

    @Test
    void no_log_holds_a_secret_or_an_address() {
        assertThat(List.of(management, ingest))
                .allSatisfy(process -> assertThat(process.output())
                        .doesNotContain(
                                RunningLotty.PASSWORD, RunningLotty.API_KEY, RunningLotty.ADMIN, database.url()));
    }

    private static JsonObject checks(LottyProcess process) {
        return process.caller(Map.of()).get("/ready").json().getJsonObject("checks");
    }

    private static List<String> decisions(LottyProcess process) {
        var product = process.caller(Map.of("X-API-Key", RunningLotty.API_KEY));
        return IntStream.range(0, 100)
                .mapToObj(number -> new JsonObject()
                        .put("subject_id", "visitor-" + number)
                        .put("attributes", JsonObject.of("country", "DE", "app_version", "1.10.0"))
                        .put("flags", JsonArray.of("button_color")))
                .map(body -> product.post("/api/v1/decide", body).body())
                .toList();
    }

    private static Map<String, String> edgeSettings() {
        return Map.of("LOTTY_ROLES", "http", "LOTTY_MANAGEMENT_URL", management.url());
    }

    private static LottyProcess start(String name, Map<String, String> more) {
        var settings = new HashMap<>(more);
        settings.put("LOTTY_PROFILE", "demo");
        settings.put("LOTTY_DATA_DIR", folder.resolve(name).toString());
        settings.put("LOTTY_REDIS_URL", redis.url());
        if (!"http".equals(more.get("LOTTY_ROLES"))) {
            settings.put("LOTTY_POSTGRES_URL", database.url());
            settings.put("LOTTY_POSTGRES_POOL_SIZE", "6");
        }
        return LottyProcess.start(folder.resolve(name + ".log"), LottyProcess.freePort(), settings);
    }
}
