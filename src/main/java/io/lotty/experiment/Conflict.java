package io.lotty.experiment;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Where an experiment must not share subjects with others, and who yields.
 *
 * @param domains at least one, each once
 * @param bid present exactly with the policy {@code bid}
 */
public record Conflict(List<ConflictDomain> domains, Policy policy, Optional<BigDecimal> bid) {
    public static final int MAX_DOMAINS = 20;
    private static final BigDecimal MAX_BID = BigDecimal.TEN.pow(12);

    /** Two ways of writing one number are one bid. */
    public Conflict {
        domains = List.copyOf(domains);
        bid = bid.map(Conflict::bid);
        if (domains.isEmpty() || domains.size() > MAX_DOMAINS || new HashSet<>(domains).size() < domains.size()) {
            throw new IllegalArgumentException("conflict domains are 1 to " + MAX_DOMAINS + ", each once");
        }
        if ((policy == Policy.BID) != bid.isPresent()) {
            throw new IllegalArgumentException("the policy bid has a bid, and no other policy does");
        }
    }

    /** The number without trailing zeros; refuses one below 0 or beyond 10^12. */
    public static BigDecimal bid(BigDecimal number) {
        if (number.signum() < 0 || number.compareTo(MAX_BID) > 0) {
            throw new IllegalArgumentException("must be from 0 to 1e12");
        }
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** By what it is settled which experiment of a domain holds a subject; ties are broken by a hash. */
    public enum Policy {
        /** By the hash alone. */
        MUTUAL_EXCLUSION,
        /** The larger priority wins. */
        PRIORITY,
        /** The larger bid wins. */
        BID;

        public static Policy of(String text) {
            return Wording.read(Policy.class, text);
        }

        public String text() {
            return Wording.text(this);
        }
    }
}
