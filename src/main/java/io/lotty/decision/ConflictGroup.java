package io.lotty.decision;

import io.lotty.experiment.Conflict;
import io.lotty.experiment.ConflictDomain;
import io.lotty.id.ExperimentId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Live experiments that conflict domains tie together, directly or through others. Within a group it is settled for each
 * subject who holds which domain: whoever holds the subject already keeps it; then those that the subject could enter
 * take their domains one after another, unless one of them is taken. The larger stake goes first (the priority or the bid,
 * as the policy says, none under mutual exclusion), then the smaller lot of the subject.
 *
 * <p>All running experiments take part, whether their flags are asked for or not: so an answer never depends on which
 * flags share a request.
 */
final class ConflictGroup {
    private final List<Member> members;

    private ConflictGroup(List<Member> members) {
        this.members = members.stream()
                .sorted(Comparator.comparing(Member::stake).reversed())
                .toList();
    }

    /** @param stake what it competes with under its policy; the larger wins */
    record Member(FlagPlan flag, ExperimentPlan experiment, BigDecimal stake) {
        static Member of(FlagPlan flag, ExperimentPlan experiment) {
            var conflict = experiment.conflict().orElseThrow();
            return new Member(
                    flag,
                    experiment,
                    switch (conflict.policy()) {
                        case MUTUAL_EXCLUSION -> BigDecimal.ZERO;
                        case PRIORITY -> BigDecimal.valueOf(experiment.priority());
                        case BID -> conflict.bid().orElseThrow();
                    });
        }
    }

    /** The groups of a plan, by each of their experiments. */
    static Map<ExperimentId, ConflictGroup> of(List<FlagPlan> flags) {
        var tied = new HashMap<ConflictDomain, List<Member>>();
        for (var flag : flags) {
            flag.experiment()
                    .filter(experiment -> experiment.conflict().isPresent())
                    .ifPresent(experiment -> tie(Member.of(flag, experiment), tied));
        }
        var groups = new HashMap<ExperimentId, ConflictGroup>();
        for (var members : tied.values()) {
            if (!groups.containsKey(members.getFirst().experiment().id())) {
                var group = new ConflictGroup(members);
                members.forEach(member -> groups.put(member.experiment().id(), group));
            }
        }
        return groups;
    }

    /** Puts the member, and whoever stands in one of its domains already, into one list that all their domains share. */
    private static void tie(Member member, Map<ConflictDomain, List<Member>> tied) {
        var together = new ArrayList<Member>();
        together.add(member);
        for (var domain : domains(member.experiment())) {
            var others = tied.get(domain);
            if (others != null && others != together) {
                together.addAll(others);
                others.forEach(other -> domains(other.experiment()).forEach(shared -> tied.put(shared, together)));
            }
            tied.put(domain, together);
        }
    }

    /**
     * Who holds each domain for one subject.
     *
     * @param mayEnter whether the subject, which it does not hold, could enter the experiment of a member
     */
    Settlement settle(byte[] subject, AssignmentRecord held, Predicate<Member> mayEnter) {
        var holders = new LinkedHashMap<ConflictDomain, ExperimentPlan>();
        var entering = new ArrayList<Candidate>();
        for (var member : members) {
            if (held.variantIn(member.experiment()) >= 0) {
                domains(member.experiment()).forEach(domain -> holders.putIfAbsent(domain, member.experiment()));
            } else if (mayEnter.test(member)) {
                entering.add(new Candidate(member, member.experiment().lot(subject)));
            }
        }
        entering.sort(Candidate.ORDER);
        for (var candidate : entering) {
            var experiment = candidate.member().experiment();
            if (domains(experiment).stream().noneMatch(holders::containsKey)) {
                domains(experiment).forEach(domain -> holders.put(domain, experiment));
            }
        }
        return new Settlement(holders, entering);
    }

    static List<ConflictDomain> domains(ExperimentPlan experiment) {
        return experiment.conflict().map(Conflict::domains).orElse(List.of());
    }

    /** A member that the subject could enter, with the subject's lot. */
    record Candidate(Member member, long lot) {
        static final Comparator<Candidate> ORDER = Comparator.<Candidate, BigDecimal>comparing(
                        candidate -> candidate.member().stake())
                .reversed()
                .thenComparing(Candidate::lot, Long::compareUnsigned)
                .thenComparing(candidate -> candidate.member().experiment().id().value());
    }
}
