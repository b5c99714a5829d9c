package io.lotty.experiment;

import io.lotty.refusal.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Two experiments that share subjects they should not share, seen from one of them.
 *
 * <p>Overlap and loss are expectations under simple assumptions: audiences are independent of each other, targeting is
 * not looked at, and whom one of them holds already does not count.
 *
 * @param domains that both name, in the order of mine; not empty
 */
public record Rivalry(Experiment mine, Experiment other, List<ConflictDomain> domains) {
    private static final int DECIMALS = 4;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    public Rivalry {
        domains = List.copyOf(domains);
        if (domains.isEmpty()) {
            throw new IllegalArgumentException("who shares no conflict domain is no rival");
        }
    }

    /** Who holds a subject that both want. */
    public enum Winner {
        MINE,
        OTHER,
        /** For each subject a hash decides, for either as often. */
        HASH
    }

    /** Of two that name a domain in common. */
    public static Rivalry between(Experiment mine, Experiment other) {
        var theirs = domainsOf(other);
        return new Rivalry(
                mine, other, domainsOf(mine).stream().filter(theirs::contains).toList());
    }

    public boolean policiesDiffer() {
        return policyOf(mine) != policyOf(other);
    }

    /** Whether they will ever want one subject at one time, under one rule: not on one flag, nor with two policies. */
    public boolean canMeet() {
        return !policiesDiffer() && !mine.flag().equals(other.flag());
    }

    /** By the rule of the policy that both have. */
    public Winner winner() {
        if (policiesDiffer()) {
            throw new IllegalStateException("without a policy in common there is no winner");
        }
        return switch (policyOf(mine)) {
            case MUTUAL_EXCLUSION -> Winner.HASH;
            case PRIORITY ->
                larger(Integer.compare(mine.design().priority(), other.design().priority()));
            case BID -> larger(bidOf(mine).compareTo(bidOf(other)));
        };
    }

    /** In percent of all subjects: those who are in both audiences. */
    public BigDecimal expectedOverlap() {
        return rounded(percentOfBoth());
    }

    /** In percent of all subjects: those who are in both audiences and whom the other one gets. */
    public BigDecimal expectedLoss() {
        return rounded(
                switch (winner()) {
                    case MINE -> BigDecimal.ZERO;
                    case OTHER -> percentOfBoth();
                    case HASH -> percentOfBoth().divide(TWO);
                });
    }

    /** The refusal to submit mine while the policies differ. */
    public Refusal.Conflict mismatch() {
        var names = domains.stream().map(ConflictDomain::value).collect(Collectors.joining(", "));
        return mismatch('"' + other.design().name() + "\" (" + other.id() + "), which is "
                + other.status().text() + ", uses " + names + " with the policy "
                + policyOf(other).text() + ", not "
                + policyOf(mine).text());
    }

    /** The same where the other one is gone already. */
    public static Refusal.Conflict mismatchMeanwhile(Conflict conflict) {
        return mismatch("another one than " + conflict.policy().text() + " was in use a moment ago");
    }

    private static Refusal.Conflict mismatch(String what) {
        return new Refusal.Conflict(
                "conflict_policy_mismatch", "In a conflict domain all experiments have one policy: " + what + ".");
    }

    private BigDecimal percentOfBoth() {
        return mine.design()
                .audience()
                .percent()
                .multiply(other.design().audience().percent())
                .movePointLeft(2);
    }

    private static Winner larger(int comparison) {
        return comparison == 0 ? Winner.HASH : comparison > 0 ? Winner.MINE : Winner.OTHER;
    }

    private static BigDecimal rounded(BigDecimal percent) {
        var stripped = percent.setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static List<ConflictDomain> domainsOf(Experiment experiment) {
        return experiment.design().conflict().map(Conflict::domains).orElse(List.of());
    }

    private static Conflict.Policy policyOf(Experiment experiment) {
        return experiment.design().conflict().orElseThrow().policy();
    }

    private static BigDecimal bidOf(Experiment experiment) {
        return experiment.design().conflict().orElseThrow().bid().orElseThrow();
    }
}
