package io.lotty.targeting;

/** What one comparison comes to. Everything but {@link #HOLDS} counts as false. */
public enum Outcome {
    HOLDS,
    FAILS,
    /** The subject has no such attribute, or it is null. */
    MISSING,
    /** The attribute is of a type that this comparison does not compare. */
    WRONG_TYPE,
    /** The attribute is text, but not the date, instant or version that the literal asks for. */
    UNPARSABLE;

    static Outcome of(boolean holds) {
        return holds ? HOLDS : FAILS;
    }
}
