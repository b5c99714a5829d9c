package io.lotty.stats;

import java.util.List;

/**
 * How many units fell into each part, and how many should have: subjects by variant, as a rule.
 *
 * @param parts at least one; whoever changed the weights meanwhile tests each span of time by itself
 */
public record Split(List<Part> parts) {
    /**
     * One part.
     *
     * @param observed the number of units that fell into it
     * @param weight above 0; only its ratio to the other weights matters
     */
    public record Part(long observed, double weight) {
        public Part {
            if (observed < 0 || !(weight > 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("no part holds " + observed + " at the weight " + weight);
            }
        }
    }

    public Split {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a split has parts");
        }
    }

    public long units() {
        return parts.stream().mapToLong(Part::observed).sum();
    }

    /** The shares that the parts should have, in their order; they sum to 1. */
    public List<Double> shares() {
        var whole = parts.stream().mapToDouble(Part::weight).sum();
        return parts.stream().map(part -> part.weight() / whole).toList();
    }

    /** The numbers of units that the parts should have, in their order; they sum to {@link #units}. */
    public List<Double> expected() {
        var units = units();
        return shares().stream().map(share -> share * units).toList();
    }
}
