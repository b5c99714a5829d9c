package io.lotty.targeting;

/** The four ordering comparisons. */
public enum Order {
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<=");

    private final String symbol;

    Order(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    /** Whether a value that compares so to the literal satisfies this order. */
    boolean accepts(int compared) {
        return switch (this) {
            case GREATER -> compared > 0;
            case GREATER_OR_EQUAL -> compared >= 0;
            case LESS -> compared < 0;
            case LESS_OR_EQUAL -> compared <= 0;
        };
    }
}
