package io.lotty.kit;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of the packages, and what follows from it. A feature has a root of plain Java and adapters below it; an
 * adapter may use its root, what its root may use, the adapters of its own kind there, and the platform; the hot path's
 * {@code .http} may use its own {@code .redis} without a port between. Everything may use ids, refusals and pages. The storefront
 * simulator, {@code demo}, is a program of its own: it knows Lotty by HTTP alone.
 */
final class Packages {
    private static final String OURS = "io.lotty";

    /** Feature root to the feature roots that it may use. A new feature starts with a row here. */
    static final Map<String, Set<String>> FEATURES = Map.ofEntries(
            Map.entry("id", Set.of()),
            Map.entry("refusal", Set.of("id")),
            Map.entry("page", Set.of("id", "refusal")),
            Map.entry("stats", Set.of()),
            Map.entry("targeting", Set.of()),
            Map.entry("access", Set.of()),
            Map.entry("audit", Set.of("access")),
            Map.entry("flag", Set.of("access", "audit")),
            Map.entry("event", Set.of("access", "audit")),
            Map.entry("metric", Set.of("targeting", "access", "audit")),
            Map.entry("experiment", Set.of("flag", "metric", "targeting", "access", "audit")),
            Map.entry("decision", Set.of("flag", "experiment", "targeting", "access")),
            Map.entry("measure", Set.of("event", "metric", "targeting", "stats")),
            Map.entry("report", Set.of("experiment", "metric", "measure", "targeting", "stats", "access")),
            Map.entry("guardrail", Set.of("experiment", "metric", "measure", "report", "stats", "audit")),
            Map.entry("autopilot", Set.of("experiment", "metric", "measure", "report", "stats", "audit")),
            Map.entry("notice", Set.of("experiment", "metric", "measure", "report", "stats", "audit")),
            Map.entry("learning", Set.of("experiment", "metric", "measure", "report", "stats", "audit")));

    private static final Set<String> FOR_ALL = Set.of("id", "refusal", "page");
    private static final Set<String> ADAPTERS = Set.of("http", "pg", "redis");
    private static final Set<String> PLATFORM = Set.of("http", "pg", "redis", "telemetry");

    private Packages() {}

    /** Whether the package is the outermost one, the application, or has a row in the table. */
    static boolean known(String name) {
        var path = path(name);
        return switch (path[0]) {
            case "", "app", "demo" -> true;
            case "platform" -> path.length == 1 || (path.length == 2 && PLATFORM.contains(path[1]));
            default ->
                FEATURES.containsKey(path[0]) && (path.length == 1 || (path.length == 2 && ADAPTERS.contains(path[1])));
        };
    }

    static boolean mayUse(String owner, String target) {
        var from = path(owner);
        var to = path(target);
        if (from[0].equals("app") || owner.equals(target)) {
            return true;
        }
        if (to[0].equals("app")) {
            return false;
        }
        if (to.length == 1 && FOR_ALL.contains(to[0]) && !FOR_ALL.contains(from[0])) {
            return true;
        }
        if (to[0].equals("platform")) {
            return from[0].equals("platform") || (FEATURES.containsKey(from[0]) && from.length == 2);
        }
        var isAdapter = from.length == 2;
        var isWithin = from[0].equals(to[0]);
        if (to.length == 1) {
            return FEATURES.getOrDefault(from[0], Set.of()).contains(to[0]) || (isAdapter && isWithin);
        }
        return isAdapter
                && (isWithin
                        ? from[1].equals("http") && to[1].equals("redis")
                        : from[1].equals(to[1])
                                && FEATURES.getOrDefault(from[0], Set.of()).contains(to[0]));
    }

    static boolean isFeatureRoot(String name) {
        return ours(name) && path(name).length == 1 && FEATURES.containsKey(path(name)[0]);
    }

    static boolean ours(String name) {
        return within(name, OURS);
    }

    static boolean within(String name, String outer) {
        return name.equals(outer) || name.startsWith(outer + ".");
    }

    /** All features that a feature may use, by any number of steps. */
    static Set<String> reachable(String feature) {
        var found = new HashSet<String>();
        var open = new ArrayDeque<String>(List.of(feature));
        while (!open.isEmpty()) {
            for (var next : FEATURES.getOrDefault(open.remove(), Set.of())) {
                if (found.add(next)) {
                    open.add(next);
                }
            }
        }
        return found;
    }

    private static String[] path(String name) {
        return name.substring(Math.min(name.length(), OURS.length() + 1)).split("\\.");
    }
}
