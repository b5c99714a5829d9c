package io.lotty.experiment;

import io.lotty.access.Stamp;
import io.lotty.refusal.Refusal;
import java.util.function.Function;

/**
 * The read, decide and save of one act. When somebody else was faster, the act is decided anew on what is there now, so
 * that of two starts one wins and the other is told the state, while two approvals both count.
 */
final class Acting {
    private static final int ATTEMPTS = 20;

    private final Experiments experiments;

    Acting(Experiments experiments) {
        this.experiments = experiments;
    }

    Experiment act(ExperimentAt at, Stamp stamp, Function<Experiment, Change> decision) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var read = read(at);
            var change = decision.apply(read);
            if (change.happenings().isEmpty()) {
                return read;
            }
            var saved = experiments.save(change, stamp);
            if (saved.isPresent()) {
                return saved.get();
            }
        }
        throw stale(at);
    }

    Experiment read(ExperimentAt at) {
        var read = experiments.find(at.id()).orElseThrow(() -> new Refusal.NotFound("experiment", at.id()));
        if (at.revision().isPresent() && at.revision().get() != read.revision()) {
            throw stale(at);
        }
        return read;
    }

    private static Refusal.Stale stale(ExperimentAt at) {
        return new Refusal.Stale("Experiment " + at.id() + " has changed since you read it. Read it again.");
    }
}
