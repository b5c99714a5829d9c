package io.lotty.targeting;

import java.util.List;

/** A targeting rule as a tree; two rules are equal when their trees are. */
public sealed interface Rule {
    /** The longest text of a rule, in bytes of UTF-8. */
    int MAX_BYTES = 4096;

    /** How deep parentheses and NOT, counted together, may be nested. */
    int MAX_NESTING = 32;

    /** Reads a rule; a blank text is {@link #everyone}. Never throws, whatever the text. */
    static ParseResult parse(String text) {
        return RuleParser.parse(text);
    }

    /** The empty rule, which every subject satisfies. */
    static Rule everyone() {
        return Everyone.EVERYONE;
    }

    boolean matches(Attributes attributes);

    /** Why the rule matches or not: every comparison is made, also those that could no longer change the answer. */
    default Trace trace(Attributes attributes) {
        return Tracing.of(this, attributes);
    }

    /** The one text of this tree: it parses back to an equal rule, and a parsed rule never outgrows the size limit. */
    default String canonical() {
        return Printer.print(this);
    }

    enum Everyone implements Rule {
        EVERYONE;

        @Override
        public boolean matches(Attributes attributes) {
            return true;
        }
    }

    /**
     * At least two operands, none of them an {@code And}: {@code a AND (b AND c)} is the flat {@code a AND b AND c}.
     */
    record And(List<Rule> operands) implements Rule {
        public And {
            operands = List.copyOf(operands);
            requireOperands(operands, And.class);
        }

        @Override
        public boolean matches(Attributes attributes) {
            for (int i = 0; i < operands.size(); i++) {
                if (!operands.get(i).matches(attributes)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** At least two operands, none of them an {@code Or}. */
    record Or(List<Rule> operands) implements Rule {
        public Or {
            operands = List.copyOf(operands);
            requireOperands(operands, Or.class);
        }

        @Override
        public boolean matches(Attributes attributes) {
            for (int i = 0; i < operands.size(); i++) {
                if (operands.get(i).matches(attributes)) {
                    return true;
                }
            }
            return false;
        }
    }

    record Not(Rule operand) implements Rule {
        public Not {
            if (operand instanceof Everyone) {
                throw new IllegalArgumentException("the empty rule stands alone");
            }
        }

        @Override
        public boolean matches(Attributes attributes) {
            return !operand.matches(attributes);
        }
    }

    /** One attribute under one condition, e.g. {@code country IN ["RU", "KZ"]}. */
    record Comparison(String attribute, Condition condition) implements Rule {
        public Comparison {
            AttributeName.require(attribute);
        }

        /** What the comparison comes to; the rule matches only when it is {@link Outcome#HOLDS}. */
        public Outcome outcome(Attributes attributes) {
            AttributeValue value = attributes.get(attribute);
            return value == null ? Outcome.MISSING : condition.outcome(value);
        }

        @Override
        public boolean matches(Attributes attributes) {
            return outcome(attributes) == Outcome.HOLDS;
        }
    }

    private static void requireOperands(List<Rule> operands, Class<? extends Rule> connective) {
        if (operands.size() < 2) {
            throw new IllegalArgumentException("fewer than two operands");
        }
        for (Rule operand : operands) {
            if (operand instanceof Everyone || connective.isInstance(operand)) {
                throw new IllegalArgumentException("an operand that would not print back: " + operand);
            }
        }
    }
}
