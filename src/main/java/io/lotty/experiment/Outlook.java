package io.lotty.experiment;

import io.lotty.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a start would meet, known before it happens.
 *
 * @param obstacles what the start would be refused for now; none means that it can start
 * @param onFlag what is running or paused on the same flag, beside which nothing starts
 * @param rivalries with submitted, approved, running and paused experiments; the live ones first
 */
public record Outlook(
        Experiment experiment, List<Refusal> obstacles, Optional<Experiment> onFlag, List<Rivalry> rivalries) {
    public Outlook {
        obstacles = List.copyOf(obstacles);
        rivalries = List.copyOf(rivalries);
    }

    /** @param missing what of the catalogues it lacks */
    static Outlook of(
            Experiment experiment, List<Refusal> missing, Optional<Experiment> onFlag, List<Experiment> sharing) {
        var rivalries = sharing.stream()
                .map(other -> Rivalry.between(experiment, other))
                .toList();
        var obstacles = new ArrayList<Refusal>();
        if (!experiment.allowedActions().contains(Action.START)) {
            obstacles.add(experiment.disallows(Action.START));
        }
        obstacles.addAll(missing);
        onFlag.ifPresent(live -> obstacles.add(live.holdsFlag()));
        rivalries.stream()
                .filter(Rivalry::policiesDiffer)
                .findFirst()
                .ifPresent(rivalry -> obstacles.add(rivalry.mismatch()));
        return new Outlook(experiment, obstacles, onFlag, rivalries);
    }

    /** Whether an experiment is why this one cannot start. */
    public boolean isBlockedBy(Experiment other) {
        return onFlag.filter(live -> live.id().equals(other.id())).isPresent();
    }
}
