package io.lotty.decision;

import io.lotty.id.FlagKey;
import io.lotty.id.SubjectId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that decisions depend on but the subject: all flags and their live experiments, in the order of keys. */
public final class Plan {
    public static final Plan EMPTY = new Plan(List.of());

    private final List<FlagPlan> flags;
    private final Map<String, FlagPlan> byKey;
    private final Map<SubjectId, Map<FlagKey, ForcedVariant>> bySubject = new HashMap<>();

    public Plan(List<FlagPlan> flags) {
        this.flags = flags.stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
        this.byKey = LinkedHashMap.newLinkedHashMap(flags.size());
        this.flags.forEach(flag -> byKey.put(flag.key().value(), flag));
        if (byKey.size() != flags.size()) {
            throw new IllegalArgumentException("a flag stands twice in the plan");
        }
        this.flags.forEach(flag -> flag.forced().forEach(forced -> force(flag.key(), forced)));
    }

    public List<FlagPlan> flags() {
        return flags;
    }

    /** The flag, or null when there is none. */
    public @Nullable FlagPlan flag(String key) {
        return byKey.get(key);
    }

    /** What the subject is forced into, by flag; for nearly every subject nothing, at the cost of one look. */
    Map<FlagKey, ForcedVariant> forcedOn(SubjectId subject) {
        return bySubject.getOrDefault(subject, Map.of());
    }

    private void force(FlagKey flag, ForcedVariant forced) {
        for (var subject : forced.subjects()) {
            var other =
                    bySubject.computeIfAbsent(subject, any -> new HashMap<>()).put(flag, forced);
            if (other != null) {
                throw new IllegalArgumentException("a subject is forced twice on flag " + flag);
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Plan plan && flags.equals(plan.flags);
    }

    @Override
    public int hashCode() {
        return flags.hashCode();
    }
}
