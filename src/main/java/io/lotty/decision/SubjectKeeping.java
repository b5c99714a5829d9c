package io.lotty.decision;

import static io.lotty.access.Permission.ERASE_SUBJECT;

import io.lotty.access.Stamp;
import io.lotty.experiment.Experiment;
import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reading what a subject holds, and erasing it everywhere. */
public final class SubjectKeeping {
    /** What arrives so soon after an erasure counts as having been under way: clocks differ, and requests take time. */
    static final Duration UNDER_WAY = Duration.ofSeconds(2);

    private final SubjectRecords records;
    private final SubjectTraces traces;
    private final Function<ExperimentId, Optional<Experiment>> experiments;

    public SubjectKeeping(
            SubjectRecords records, SubjectTraces traces, Function<ExperimentId, Optional<Experiment>> experiments) {
        this.records = records;
        this.traces = traces;
        this.experiments = experiments;
    }

    /**
     * That an experiment holds a subject, or has held it.
     *
     * @param known empty when the record names an experiment that this database does not have
     */
    public record Holding(ExperimentId experiment, int variant, Instant since, Optional<Experiment> known) {}

    /** In the order in which the subject was assigned. */
    public List<Holding> of(SubjectId subject) {
        return records.of(subject).entries().stream().map(this::holding).toList();
    }

    private Holding holding(AssignmentRecord.Entry entry) {
        var experiment = entry.experiment();
        return new Holding(
                experiment, entry.variant(), Instant.ofEpochSecond(entry.second()), experiments.apply(experiment));
    }

    /**
     * Erases the subject: its record, the copy of it, its events. Who comes back with the same id is somebody new.
     * Repeating it is safe, and completes what was cut off.
     */
    public SubjectTraces.Erased erase(SubjectId subject, Stamp stamp) {
        ERASE_SUBJECT.require(stamp.actor());
        return traces.erase(subject, stamp.at().plus(UNDER_WAY), stamp, () -> records.forget(subject));
    }
}
