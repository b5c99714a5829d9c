package io.lotty.experiment;

import io.lotty.id.UserId;

/** The review rule of each owner. */
@FunctionalInterface
public interface ReviewRules {
    /** As it stands now. */
    ReviewRule of(UserId owner);
}
