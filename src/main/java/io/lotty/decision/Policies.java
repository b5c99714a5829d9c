package io.lotty.decision;

import io.lotty.access.Stamp;
import java.util.Optional;

/** The policies that hold for all experiments. */
public interface Policies {
    StoredParticipation participation();

    /**
     * Replaces the policy.
     *
     * @param revision the one that the caller has read; when given and not the current one, the change is refused as stale
     */
    StoredParticipation save(Participation policy, Optional<Integer> revision, Stamp stamp);
}
