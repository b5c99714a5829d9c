package io.lotty.targeting;

/** Which names there are, and which of them need no backticks. */
final class AttributeName {
    private AttributeName() {}

    static String require(String name) {
        if (name.isEmpty() || !name.codePoints().allMatch(AttributeName::isAllowed)) {
            throw new IllegalArgumentException("an attribute name is not empty and has no control characters");
        }
        return name;
    }

    /** Control characters stay out so that a forgotten backtick is found on its own line. */
    static boolean isAllowed(int codePoint) {
        return !Character.isISOControl(codePoint) && !isSurrogate(codePoint);
    }

    static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    static boolean isStart(int codePoint) {
        return (codePoint >= 'a' && codePoint <= 'z') || (codePoint >= 'A' && codePoint <= 'Z') || codePoint == '_';
    }

    static boolean isPart(int codePoint) {
        return isStart(codePoint) || isDigit(codePoint) || codePoint == '.' || codePoint == '-';
    }

    static boolean isDigit(int codePoint) {
        return codePoint >= '0' && codePoint <= '9';
    }

    /** As it stands in a rule: plain where the grammar allows, else in backticks with inner backticks doubled. */
    static String quoted(String name) {
        boolean plain = isStart(name.charAt(0)) && name.chars().allMatch(AttributeName::isPart);
        return plain && !Keyword.isReserved(name) ? name : "`" + name.replace("`", "``") + "`";
    }
}
