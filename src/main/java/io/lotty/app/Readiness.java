package io.lotty.app;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What must hold before a process is usable, by name. Checks are cheap looks at memory: whoever knows, keeps it there.
 * Several checks may have one name, as each event loop has its own connections; then all of them must hold. Any thread.
 */
final class Readiness {
    private final Map<String, List<BooleanSupplier>> required = new ConcurrentSkipListMap<>();
    private final Map<String, List<BooleanSupplier>> informative = new ConcurrentSkipListMap<>();
    private final Map<String, Supplier<JsonObject>> details = new ConcurrentSkipListMap<>();

    void require(String name, BooleanSupplier check) {
        add(required, name, check);
    }

    /** Shown, but no reason to send nobody here: decide answers without it. */
    void inform(String name, BooleanSupplier check) {
        add(informative, name, check);
    }

    /** Shown beside the checks, for people who look why something is late. */
    void detail(String name, Supplier<JsonObject> detail) {
        details.put(name, detail);
    }

    boolean isReady() {
        return required.values().stream().allMatch(Readiness::hold);
    }

    JsonObject json() {
        var checks = new JsonObject();
        required.forEach((name, all) -> checks.put(name, hold(all) ? "ok" : "failing"));
        informative.forEach((name, all) -> checks.put(name, hold(all) ? "ok" : "degraded"));
        var json = new JsonObject()
                .put("status", isReady() ? "ready" : "not_ready")
                .put("checks", checks);
        if (!details.isEmpty()) {
            var words = new JsonObject();
            details.forEach((name, detail) -> words.put(name, detail.get()));
            json.put("details", words);
        }
        return json;
    }

    private static void add(Map<String, List<BooleanSupplier>> checks, String name, BooleanSupplier check) {
        checks.computeIfAbsent(name, first -> new CopyOnWriteArrayList<>()).add(check);
    }

    private static boolean hold(List<BooleanSupplier> checks) {
        return checks.stream().allMatch(BooleanSupplier::getAsBoolean);
    }
}
