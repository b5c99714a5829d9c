package io.lotty.app;

/**
 * Lotty cannot start, for a reason that whoever started it can remove. The message is a complete sentence that says what
 * is wrong and what to do; it is all that is printed, without a stack trace.
 */
public final class StartFailure extends RuntimeException {
    public StartFailure(String sentence) {
        super(sentence);
    }

    public StartFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
