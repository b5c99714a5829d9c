package io.lotty.experiment;

import io.lotty.id.UserId;
import java.util.Set;

/** The review rule of each owner. */
@FunctionalInterface
public interface ReviewRules {
    /**
     * As it stands now, all of it as of one moment.
     *
     * @param asked the people about whom the rule must know for certain; of the others it knows the first hundred
     */
    ReviewRule of(UserId owner, Set<UserId> asked);
}
