package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@Covers("OPS-4")
class ReadinessTest {
    private final Readiness readiness = new Readiness();

    @Test
    void what_is_required_decides_and_what_is_informative_is_only_shown() {
        var isThere = new AtomicBoolean();
        readiness.require("configuration", isThere::get);
        readiness.inform("redis", () -> false);

        assertThat(readiness.isReady()).isFalse();
        assertThat(readiness.json()).isEqualTo(answer("not_ready", "failing", "degraded"));

        isThere.set(true);
        assertThat(readiness.isReady()).isTrue();
        assertThat(readiness.json()).isEqualTo(answer("ready", "ok", "degraded"));
    }

    @Test
    void of_several_checks_with_one_name_all_must_hold() {
        var first = new AtomicBoolean(true);
        var second = new AtomicBoolean(true);
        readiness.require("configuration", () -> true);
        readiness.inform("redis", first::get);
        readiness.inform("redis", second::get);

        assertThat(readiness.json()).isEqualTo(answer("ready", "ok", "ok"));
        first.set(false);
        assertThat(readiness.json()).isEqualTo(answer("ready", "ok", "degraded"));
        first.set(true);
        second.set(false);
        assertThat(readiness.json()).isEqualTo(answer("ready", "ok", "degraded"));
    }

    @Test
    void details_are_shown_and_decide_nothing() {
        readiness.detail("ingest", () -> JsonObject.of("lag_seconds", 900));

        assertThat(readiness.isReady()).isTrue();
        assertThat(readiness.json().getJsonObject("details"))
                .isEqualTo(JsonObject.of("ingest", JsonObject.of("lag_seconds", 900)));
    }

    private static JsonObject answer(String status, String configuration, String redis) {
        return JsonObject.of("status", status, "checks", JsonObject.of("configuration", configuration, "redis", redis));
    }
}
