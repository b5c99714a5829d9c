package io.lotty.decision;

import io.lotty.experiment.Experiment;
import io.lotty.experiment.Variant;
import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Fills the records of subjects again from their copy: what running and paused experiments hold, and what the participation
 * policy still counts. Adds what is missing, as far as {@link Restoration} lets it, and touches nothing else, so that it may
 * run while edges serve, and again. Needs memory for one page of rows and for the experiments that it met.
 */
public final class Restoring {
    static final int PAGE_ROWS = 2_000;

    private final AssignmentPages pages;
    private final SubjectRecords records;
    private final Function<ExperimentId, Optional<Experiment>> experiments;
    private final Supplier<Plan> plans;
    private final Instant countedSince;
    private final Map<ExperimentId, Known> known = new HashMap<>();
    private Plan plan;
    private long newestMet;

    /** @param plans the plan as of now: its policy says how long an assignment counts after its experiment is over */
    public Restoring(
            AssignmentPages pages,
            SubjectRecords records,
            Function<ExperimentId, Optional<Experiment>> experiments,
            Supplier<Plan> plans,
            Instant now) {
        this.pages = pages;
        this.records = records;
        this.experiments = experiments;
        this.plans = plans;
        this.plan = plans.get();
        this.newestMet = plan.revision();
        this.countedSince = now.minusSeconds(plan.participation().memorySeconds());
    }

    /**
     * How far it is.
     *
     * @param rows of the copy that were read
     * @param subjects of whom something had to be there
     * @param unknown rows that name an experiment or a variant which this database does not have
     */
    public record Progress(long rows, long subjects, long unknown, SubjectRecords.Restored restored) {}

    private record Known(boolean isLive, List<VariantName> variants) {}

    /**
     * Goes through the whole copy.
     *
     * @param told after each page
     */
    public Progress run(Consumer<Progress> told) {
        var progress = new Progress(0, 0, 0, SubjectRecords.Restored.NOTHING);
        Optional<Assignment> last = Optional.empty();
        do {
            var before = progress;
            var from = last;
            var page = pages.next(last, PAGE_ROWS, rows -> restored(rows, from, before));
            progress = page.progress();
            last = page.last();
            told.accept(progress);
        } while (last.isPresent());
        return progress;
    }

    /** @param last where the next page begins; empty when there is none */
    private record Done(Progress progress, Optional<Assignment> last) {}

    private Done restored(List<Assignment> rows, Optional<Assignment> from, Progress before) {
        var bySubject = new LinkedHashMap<SubjectId, List<Assignment>>();
        long unknown = before.unknown();
        for (var row : rows) {
            var experiment = known(row.experiment());
            if (!experiment.variants().contains(row.variant())) {
                unknown++;
            } else if (experiment.isLive() || row.at().isAfter(countedSince)) {
                bySubject
                        .computeIfAbsent(row.subject(), first -> new ArrayList<>())
                        .add(row);
            }
        }
        var copies = LinkedHashMap.<SubjectId, AssignmentRecord>newLinkedHashMap(bySubject.size());
        bySubject.forEach((subject, held) -> copies.put(subject, record(held)));
        var restored = before.restored().plus(records.restore(copies, this::planOf));
        // a subject whose rows go over the end of a page is counted once, unless its first rows were of no use
        boolean isContinued = from.isPresent() && copies.containsKey(from.get().subject());
        var progress = new Progress(
                before.rows() + rows.size(),
                before.subjects() + copies.size() - (isContinued ? 1 : 0),
                unknown,
                restored);
        return new Done(progress, rows.size() < PAGE_ROWS ? Optional.empty() : Optional.of(rows.getLast()));
    }

    private AssignmentRecord record(List<Assignment> held) {
        long revision = held.stream().mapToLong(Assignment::planRevision).max().orElseThrow();
        return AssignmentRecord.of(
                revision,
                held.stream()
                        .sorted(Comparator.comparing(Assignment::at))
                        .map(row -> new AssignmentRecord.Entry(
                                AssignmentRecord.keyOf(row.experiment()),
                                known(row.experiment()).variants().indexOf(row.variant()),
                                row.at().getEpochSecond()))
                        .toList());
    }

    /** Asked for once per revision: after a restored backup no plan may be as new as the records. */
    private Plan planOf(long revision) {
        if (revision > newestMet) {
            newestMet = revision;
            plan = plans.get();
        }
        return plan;
    }

    private Known known(ExperimentId id) {
        return known.computeIfAbsent(
                id, first -> experiments.apply(id).map(Restoring::known).orElse(new Known(false, List.of())));
    }

    private static Known known(Experiment experiment) {
        return new Known(
                experiment.status().isLive(),
                experiment.design().variants().stream().map(Variant::name).toList());
    }
}
