package io.lotty.experiment;

import io.lotty.access.Stamp;
import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.UserId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All experiments, with every version and their history. */
public interface Experiments {
    /** Keeps a new experiment; refuses when its flag is archived. */
    void add(Change creation, Stamp stamp);

    Optional<Experiment> find(ExperimentId id);

    /** Newest first; the text of the request is looked for in name, hypothesis and flag. */
    Page<Experiment> list(Filter filter, PageRequest request);

    /**
     * Saves a change of the revision that was read; empty when somebody else was faster, or has changed the review rules
     * that it was decided under, and nothing is saved. Refuses to make a second experiment of a flag live, naming the
     * first, and to submit one whose conflict domains are used with another policy, naming who does.
     */
    Optional<Experiment> save(Change change, Stamp stamp);

    /** What is running or paused on a flag. */
    Optional<Experiment> liveOn(FlagKey flag);

    /**
     * Which submitted, approved, running and paused experiments share a conflict domain with this one; the live ones
     * first.
     */
    List<Experiment> sharing(Experiment experiment, int limit);

    /** From the first on. */
    Page<DesignVersion> versions(ExperimentId id, PageRequest request);

    Optional<DesignVersion> version(ExperimentId id, int version);

    /** From the first entry on. */
    Page<HistoryEntry> history(ExperimentId id, PageRequest request);

    /**
     * Which experiments; an empty field does not matter.
     *
     * @param statuses any of them
     */
    record Filter(Set<Status> statuses, Optional<FlagKey> flag, Optional<UserId> owner, Optional<String> tag) {
        public Filter {
            statuses = Set.copyOf(statuses);
        }

        public static Filter none() {
            return new Filter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
