package io.lotty.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The new assignments of a request, as what they make of the subject's record. Good only while the record is the one that
 * it was computed from: then all rules that decided have held at once.
 *
 * @param second the Unix second of the new assignments
 */
public record Claim(
        AssignmentRecord before,
        AssignmentRecord after,
        List<Decision.Assigned> added,
        long planRevision,
        long second) {

    /** What these decisions claim; empty when nothing in them is new. */
    public static Optional<Claim> of(Plan plan, AssignmentRecord held, List<Decision> decisions, Instant now) {
        List<Decision.Assigned> added = List.of();
        for (var decision : decisions) {
            if (decision instanceof Decision.Assigned assigned && assigned.isNew()) {
                added = added.isEmpty() ? new ArrayList<>() : added;
                added.add(assigned);
            }
        }
        if (added.isEmpty()) {
            return Optional.empty();
        }
        long second = now.getEpochSecond();
        var entries = new ArrayList<>(kept(plan, held, second));
        for (var assigned : added) {
            entries.add(new AssignmentRecord.Entry(
                    AssignmentRecord.keyOf(assigned.experiment().id()), assigned.index(), second));
        }
        var after = AssignmentRecord.of(Math.max(plan.revision(), held.revision()), entries);
        return Optional.of(new Claim(held, after, added, plan.revision(), second));
    }

    /**
     * What is worth keeping of a record, so that it does not grow for ever: what live experiments hold, and of the ended
     * participations as many as the policy may still count.
     */
    private static List<AssignmentRecord.Entry> kept(Plan plan, AssignmentRecord held, long second) {
        var entries = held.entries();
        if (held.revision() > plan.revision()) {
            return entries; // what this plan does not know may be newer than it
        }
        var policy = plan.participation();
        var over = entries.stream()
                .filter(entry -> plan.flagOfRecordKey(entry.key()) == null)
                .filter(entry -> entry.second() > second - policy.memorySeconds())
                .sorted(Comparator.comparingLong(AssignmentRecord.Entry::second).reversed())
                .limit(policy.cooldownAfter())
                .collect(Collectors.toCollection(HashSet::new));
        return entries.stream()
                .filter(entry -> over.contains(entry) || plan.flagOfRecordKey(entry.key()) != null)
                .toList();
    }
}
