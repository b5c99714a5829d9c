package io.lotty.decision;

import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.SubjectId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decisions depend on but the subject and the time: all flags and their live experiments, in the order of
 * keys, and the participation policy. A plan of a higher revision is newer.
 */
public final class Plan {
    public static final Plan EMPTY = new Plan(0, Participation.DEFAULT, List.of());

    private final long revision;
    private final Participation participation;
    private final List<FlagPlan> flags;
    private final Map<String, FlagPlan> byKey;
    private final Map<String, FlagPlan> byRecordKey = new HashMap<>();
    private final Map<ExperimentId, ConflictGroup> conflictGroups;
    private final Map<SubjectId, Map<FlagKey, ForcedVariant>> bySubject = new HashMap<>();

    public Plan(long revision, Participation participation, List<FlagPlan> flags) {
        this.revision = revision;
        this.participation = participation;
        this.flags = flags.stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
        this.byKey = LinkedHashMap.newLinkedHashMap(flags.size());
        for (var flag : this.flags) {
            byKey.put(flag.key().value(), flag);
            flag.experiment().ifPresent(live -> byRecordKey.put(AssignmentRecord.keyOf(live.id()), flag));
            flag.forced().forEach(forced -> force(flag.key(), forced));
        }
        if (byKey.size() != flags.size()) {
            throw new IllegalArgumentException("a flag stands twice in the plan");
        }
        this.conflictGroups = ConflictGroup.of(this.flags);
    }

    public long revision() {
        return revision;
    }

    public Participation participation() {
        return participation;
    }

    public List<FlagPlan> flags() {
        return flags;
    }

    /** The flag, or null when there is none. */
    public @Nullable FlagPlan flag(String key) {
        return byKey.get(key);
    }

    /** The flag of the live experiment that records name so, or null when there is none. */
    @Nullable
    FlagPlan flagOfRecordKey(String key) {
        return byRecordKey.get(key);
    }

    /** With whom the experiment must not share subjects, itself among them; null when it has declared no conflict. */
    @Nullable
    ConflictGroup conflictsOf(ExperimentPlan experiment) {
        return conflictGroups.get(experiment.id());
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
        return other instanceof Plan plan
                && revision == plan.revision
                && participation.equals(plan.participation)
                && flags.equals(plan.flags);
    }

    @Override
    public int hashCode() {
        return flags.hashCode();
    }
}
