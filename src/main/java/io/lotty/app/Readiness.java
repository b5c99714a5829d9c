package io.lotty.app;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;

/** What must hold before a process is usable, by name. Checks are cheap looks at memory: whoever knows, keeps it there. */
final class Readiness {
    private final Map<String, BooleanSupplier> required = new ConcurrentSkipListMap<>();
    private final Map<String, BooleanSupplier> informative = new ConcurrentSkipListMap<>();

    void require(String name, BooleanSupplier check) {
        required.put(name, check);
    }

    /** Shown, but no reason to send nobody here: decide answers without it. */
    void inform(String name, BooleanSupplier check) {
        informative.put(name, check);
    }

    boolean isReady() {
        return required.values().stream().allMatch(BooleanSupplier::getAsBoolean);
    }

    JsonObject json() {
        var checks = new JsonObject();
        required.forEach((name, check) -> checks.put(name, check.getAsBoolean() ? "ok" : "failing"));
        informative.forEach((name, check) -> checks.put(name, check.getAsBoolean() ? "ok" : "degraded"));
        return new JsonObject().put("status", isReady() ? "ready" : "not_ready").put("checks", checks);
    }
}
