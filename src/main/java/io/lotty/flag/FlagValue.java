package io.lotty.flag;

import java.util.regex.Pattern;

/**
 * A value that a flag may give, as the JSON text that callers get. It fits its type, because it exists.
 *
 * <p>Scalars are checked whole. Of an object or a list only the brackets are: whoever makes one has just written or parsed
 * it, and the hot path reads a plan of thousands.
 *
 * @param json compact JSON text
 */
public record FlagValue(FlagType type, String json) {
    private static final int MAX_LENGTH = 65_536;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    public FlagValue {
        if (json.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("must have at most 65536 characters as JSON");
        }
        if (!fits(type, json)) {
            throw new IllegalArgumentException("must be " + type.words() + ", as the flag's type says");
        }
    }

    private static boolean fits(FlagType type, String json) {
        return switch (type) {
            case STRING -> isString(json);
            case NUMBER -> NUMBER.matcher(json).matches();
            case BOOLEAN -> json.equals("true") || json.equals("false");
            case JSON ->
                isWithin(json, '{', '}')
                        || isWithin(json, '[', ']')
                        || fits(FlagType.STRING, json)
                        || fits(FlagType.NUMBER, json)
                        || fits(FlagType.BOOLEAN, json);
        };
    }

    private static boolean isString(String json) {
        if (!isWithin(json, '"', '"')) {
            return false;
        }
        int at = 1;
        while (at < json.length() && json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return at == json.length() - 1;
    }

    private static boolean isWithin(String json, char open, char close) {
        return json.length() >= 2 && json.charAt(0) == open && json.charAt(json.length() - 1) == close;
    }
}
