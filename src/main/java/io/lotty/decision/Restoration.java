package io.lotty.decision;

import io.lotty.experiment.ConflictDomain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the copy of a subject's assignments makes of its record, which may have been written anew since Redis lost its
 * memory. Nothing that the record has is changed or removed. Good only while the record is the one that it was computed
 * from, like a {@link Claim}.
 *
 * @param added entries that were missing
 * @param leftOut entries that stay away: a conflict domain of theirs, or the last place that the participation policy
 *     leaves, has been given to another live experiment
 */
public record Restoration(AssignmentRecord before, AssignmentRecord after, int added, int leftOut) {
    private static final Comparator<AssignmentRecord.Entry> BY_TIME =
            Comparator.comparingLong(AssignmentRecord.Entry::second);

    /**
     * Places go to what is there, then to the copies that were assigned last: they are what the subject met last. What is not
     * live is history, which takes no place.
     *
     * @param plan no older than the record and the copy, or it may take what is live for history
     */
    public static Restoration of(Plan plan, AssignmentRecord present, AssignmentRecord copy) {
        var entries = new ArrayList<>(present.entries());
        var keys = entries.stream().map(AssignmentRecord.Entry::key).collect(Collectors.toCollection(HashSet::new));
        var places = new Places(plan.participation().maxConcurrent());
        entries.forEach(entry -> live(plan, entry).ifPresent(places::occupy));
        var missing = copy.entries().stream()
                .filter(entry -> keys.add(entry.key()))
                .sorted(BY_TIME.reversed())
                .toList();
        var added = new ArrayList<AssignmentRecord.Entry>();
        for (var entry : missing) {
            var experiment = live(plan, entry);
            if (experiment.isEmpty() || places.isFreeFor(experiment.get())) {
                experiment.ifPresent(places::occupy);
                added.add(entry);
            }
        }
        added.sort(BY_TIME);
        entries.addAll(added);
        var after = AssignmentRecord.of(Math.max(present.revision(), copy.revision()), entries);
        return new Restoration(present, after, added.size(), missing.size() - added.size());
    }

    private static Optional<ExperimentPlan> live(Plan plan, AssignmentRecord.Entry entry) {
        return Optional.ofNullable(plan.flagOfRecordKey(entry.key())).flatMap(FlagPlan::experiment);
    }

    /** Who holds the subject so far. */
    private static final class Places {
        private final int most;
        private final Set<ConflictDomain> domains = new HashSet<>();
        private int held;

        Places(int most) {
            this.most = most;
        }

        void occupy(ExperimentPlan experiment) {
            held++;
            domains.addAll(ConflictGroup.domains(experiment));
        }

        boolean isFreeFor(ExperimentPlan experiment) {
            return held < most && ConflictGroup.domains(experiment).stream().noneMatch(domains::contains);
        }
    }
}
