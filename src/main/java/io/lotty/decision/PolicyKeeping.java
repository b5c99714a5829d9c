package io.lotty.decision;

import static io.lotty.access.Permission.MANAGE_POLICIES;

import io.lotty.access.Stamp;
import io.lotty.refusal.Refusal;
import java.util.Optional;

/** Changing policies. A change holds for what is asked from then on; nobody loses a variant by it. */
public final class PolicyKeeping {
    private final Policies policies;

    public PolicyKeeping(Policies policies) {
        this.policies = policies;
    }

    /**
     * Replaces the participation policy; one that says the same changes nothing.
     *
     * @param revision the one that the caller has read; when given and not the current one, the change is refused
     */
    public StoredParticipation replace(Participation policy, Optional<Integer> revision, Stamp stamp) {
        MANAGE_POLICIES.require(stamp.actor());
        var current = policies.participation();
        if (revision.isPresent() && revision.get() != current.revision()) {
            throw new Refusal.Stale("The participation policy has changed since you read it. Read it again.");
        }
        return current.policy().equals(policy) ? current : policies.save(policy, revision, stamp);
    }
}
