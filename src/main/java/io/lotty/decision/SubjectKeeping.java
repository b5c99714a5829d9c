package io.lotty.decision;

import static io.lotty.access.Permission.ERASE_SUBJECT;

import io.lotty.access.Stamp;
import io.lotty.experiment.Experiment;
import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reading what a subject holds, and erasing it everywhere. */
public final class SubjectKeeping {
    /** What arrives so soon after an erasure counts as having been under way: clocks differ, and requests take time. */
    static final Duration UNDER_WAY = Duration.ofSeconds(2);

    /** How long an edge may take from the second of an assignment until the record has it. */
    private static final Duration LAST_CLAIMS = Duration.ofMillis(200);

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
     *
     * <p>Takes {@link #UNDER_WAY} and a little: a request that was under way may write the record anew, and what is assigned
     * within the margin is not copied any more; so the record is deleted once more when the margin has passed. Who is
     * assigned between its end and that moment is assigned again by the next request.
     */
    public SubjectTraces.Erased erase(SubjectId subject, Stamp stamp) {
        ERASE_SUBJECT.require(stamp.actor());
        // assignments know their second only: the margin ends with one
        var end = stamp.at().truncatedTo(ChronoUnit.SECONDS).plus(UNDER_WAY).minusMillis(1);
        var erased = traces.erase(subject, end, stamp, () -> records.forget(subject));
        records.forgetAfter(subject, UNDER_WAY.plus(LAST_CLAIMS));
        return erased;
    }
}
