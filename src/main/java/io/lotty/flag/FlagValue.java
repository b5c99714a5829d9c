package io.lotty.flag;

/**
 * A value that a flag may give, as the JSON text that callers get. It fits its type, because it exists.
 *
 * @param json compact JSON text
 */
public record FlagValue(FlagType type, String json) {
    private static final int MAX_LENGTH = 65_536;

    public FlagValue {
        if (json.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("must have at most 65536 characters as JSON");
        }
        char first = json.isEmpty() ? ' ' : json.charAt(0);
        boolean fits = switch (type) {
            case STRING -> first == '"';
            case NUMBER -> first == '-' || (first >= '0' && first <= '9');
            case BOOLEAN -> json.equals("true") || json.equals("false");
            case JSON -> first != ' ' && !json.equals("null");
        };
        if (!fits) {
            throw new IllegalArgumentException("must be " + type.words() + ", as the flag's type says");
        }
    }
}
