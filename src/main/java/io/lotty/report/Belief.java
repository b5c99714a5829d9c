package io.lotty.report;

import io.lotty.stats.Direction;
import io.lotty.stats.Estimate;
import io.lotty.stats.Posterior;
import io.lotty.stats.Prior;

/**
 * What is to be believed of a relative difference, given what was believed before.
 *
 * @param chanceToBeatControl the probability that the variant is better
 * @param expectedLoss how much worse than control the variant is on average, where "not worse" counts as 0: a share of the
 *     control's figure
 */
public record Belief(double chanceToBeatControl, double expectedLoss, Prior prior) {
    static Belief of(Estimate relative, Direction direction) {
        var posterior = Posterior.of(relative, Prior.USUAL);
        return new Belief(posterior.chanceToBeatControl(direction), posterior.expectedLoss(direction), Prior.USUAL);
    }
}
