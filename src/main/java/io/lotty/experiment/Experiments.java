package io.lotty.experiment;

import io.lotty.access.Stamp;
import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.UserId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import java.util.Optional;

/** All experiments, with every version and their history. */
public interface Experiments {
    /** Keeps a new experiment; refuses when its flag is archived. */
    void add(Change creation, Stamp stamp);

    Optional<Experiment> find(ExperimentId id);

    /** Newest first. */
    Page<Experiment> list(Filter filter, PageRequest request);

    /**
     * Saves a change of the revision that was read; empty when somebody else was faster, or has changed the review rules
     * that it was decided under, and nothing is saved. Refuses to make a second experiment of a flag live, naming the first.
     */
    Optional<Experiment> save(Change change, Stamp stamp);

    /** From the first on. */
    Page<DesignVersion> versions(ExperimentId id, PageRequest request);

    Optional<DesignVersion> version(ExperimentId id, int version);

    /** From the first entry on. */
    Page<HistoryEntry> history(ExperimentId id, PageRequest request);

    /** Which experiments; an empty field does not matter. */
    record Filter(Optional<Status> status, Optional<FlagKey> flag, Optional<UserId> owner, Optional<String> tag) {
        public static Filter none() {
            return new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
