package io.lotty.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What happened, told from the storefront's own choices. Visits to the default, and visits whose decision was never
 * exposed, are no part of an experiment. Not for several threads at once.
 */
final class Truth {
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Map<String, Integer> reasons = new LinkedHashMap<>();
    private long events;
    private long untargetedYetEnrolled;

    Truth(Campaign campaign) {
        campaign.arms().forEach(arm -> tallies.put(arm.name(), new Tally()));
    }

    void add(Visit visit) {
        events += visit.events().size();
        reasons.merge(visit.decision().reason(), 1, Integer::sum);
        visit.arm().ifPresent(arm -> {
            untargetedYetEnrolled += visit.shopper().isTargeted() ? 0 : 1;
            if (visit.isExposed()) {
                tally(arm.name()).add(visit.events());
            }
        });
    }

    private Tally tally(String variant) {
        return tallies.computeIfAbsent(variant, name -> new Tally());
    }

    Map<String, Map<String, Figure>> byVariant() {
        var figures = new LinkedHashMap<String, Map<String, Figure>>();
        tallies.forEach((variant, tally) -> figures.put(variant, tally.figures()));
        return figures;
    }

    /** Distinct events of all visits, counting or not. */
    long events() {
        return events;
    }

    /** Subjects by the reason of their decision. */
    Map<String, Integer> reasons() {
        return reasons;
    }

    long untargetedYetEnrolled() {
        return untargetedYetEnrolled;
    }
}
