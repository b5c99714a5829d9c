package io.lotty.decision.http;

import io.lotty.decision.Decision;
import io.lotty.decision.ExperimentPlan;
import io.lotty.decision.FlagPlan;
import io.lotty.decision.Plan;
import io.lotty.decision.Reason;
import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The phrases that were needed since the plan was swapped, so that each is put together once for a plan and event loop.
 * Kept by the identity of their flag, because its plan holds much to compare. Belongs to one event loop.
 */
final class Phrases {
    /** The places of a flag's phrases: one, then the defaults by the code of their reason, from 1 on, then the variants. */
    private static final int ROLLED_BACK = 0;

    private static final int VARIANTS = Reason.values().length + 1;

    private final Supplier<Plan> plan;
    private final IdentityHashMap<FlagPlan, @Nullable Phrase[]> phrases = new IdentityHashMap<>();
    private final IdentityHashMap<FlagPlan, Loss> losses = new IdentityHashMap<>();
    private Plan ofPlan = Plan.EMPTY;

    Phrases(Supplier<Plan> plan) {
        this.plan = plan;
    }

    private record Loss(ExperimentPlan winner, Phrase phrase) {}

    /** Lets those of another plan than the present one go. */
    void refresh() {
        var current = plan.get();
        if (current != ofPlan) {
            phrases.clear();
            losses.clear();
            ofPlan = current;
        }
    }

    Phrase of(Decision decision) {
        return switch (decision) {
            case Decision.Default plain -> kept(plain.flag(), plain.reason().code(), decision);
            case Decision.RolledBack back -> kept(back.flag(), ROLLED_BACK, decision);
            case Decision.Assigned assigned -> kept(assigned.flag(), VARIANTS + assigned.index(), decision);
            case Decision.ConflictLost lost -> lost(lost);
            // few, or of as many kinds as callers can think of
            case Decision.Forced _, Decision.UnknownFlag _ -> Phrase.of(decision);
        };
    }

    /** The last one of a flag: in most domains the winners are few. */
    private Phrase lost(Decision.ConflictLost lost) {
        var last = losses.get(lost.flag());
        if (last == null || last.winner() != lost.winner()) {
            last = new Loss(lost.winner(), Phrase.of(lost));
            losses.put(lost.flag(), last);
        }
        return last.phrase();
    }

    private Phrase kept(FlagPlan flag, int place, Decision decision) {
        var ofFlag = phrases.get(flag);
        if (ofFlag == null) {
            int variants = flag.experiment()
                    .map(experiment -> experiment.variants().size())
                    .orElse(0);
            ofFlag = new Phrase[VARIANTS + variants];
            phrases.put(flag, ofFlag);
        }
        var phrase = ofFlag[place];
        if (phrase == null) {
            phrase = Phrase.of(decision);
            ofFlag[place] = phrase;
        }
        return phrase;
    }
}
