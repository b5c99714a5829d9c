package io.lotty.decision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that decisions depend on but the subject: all flags and their live experiments, in the order of keys. */
public final class Plan {
    public static final Plan EMPTY = new Plan(List.of());

    private final List<FlagPlan> flags;
    private final Map<String, FlagPlan> byKey;

    public Plan(List<FlagPlan> flags) {
        this.flags = flags.stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
        this.byKey = LinkedHashMap.newLinkedHashMap(flags.size());
        this.flags.forEach(flag -> byKey.put(flag.key().value(), flag));
        if (byKey.size() != flags.size()) {
            throw new IllegalArgumentException("a flag stands twice in the plan");
        }
    }

    public List<FlagPlan> flags() {
        return flags;
    }

    /** The flag, or null when there is none. */
    public @Nullable FlagPlan flag(String key) {
        return byKey.get(key);
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
