package io.lotty.targeting;

/**
 * The smallest piece of a rule.
 *
 * @param text of a string or a name in backticks its content, of all others what is written
 */
record Token(Kind kind, String text, Position position) {
    private static final int SHOWN = 24;

    enum Kind {
        NAME,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SYMBOL,
        END
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isKeyword(Keyword keyword) {
        return kind == Kind.NAME && Keyword.of(text) == keyword;
    }

    /** A plain name that the language does not claim. */
    boolean isAttributeName() {
        return kind == Kind.QUOTED_NAME || (kind == Kind.NAME && !Keyword.isReserved(text));
    }

    /** How a message speaks of it, shortened. */
    String described() {
        String shown = text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
        return switch (kind) {
            case NAME, NUMBER, SYMBOL -> shown;
            case QUOTED_NAME -> "`" + shown + "`";
            case STRING -> "the string \"" + shown + "\"";
            case END -> "the end";
        };
    }
}
