package io.lotty.targeting;

import java.util.List;
import java.util.Optional;

/** An evaluation with its reasons, in the shape of the rule; {@code rule} is the canonical text of the part. */
public sealed interface Trace {
    String rule();

    boolean holds();

    /** NOT, AND, OR with their operands in order; the empty rule has none. */
    record Group(String rule, boolean holds, List<Trace> parts) implements Trace {
        public Group {
            parts = List.copyOf(parts);
        }
    }

    /** One comparison with the attribute as the subject has it; empty when it is missing. */
    record Compared(String rule, String attribute, Optional<AttributeValue> actual, Outcome outcome) implements Trace {
        @Override
        public boolean holds() {
            return outcome == Outcome.HOLDS;
        }
    }
}
