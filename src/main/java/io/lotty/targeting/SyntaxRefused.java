package io.lotty.targeting;

/** Ends the reading of a rule where no further sense can be made of it; never leaves the package. */
final class SyntaxRefused extends RuntimeException {
    private final transient SyntaxError error;

    SyntaxRefused(SyntaxError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    static SyntaxRefused at(Position position, String expected, String message) {
        return new SyntaxRefused(new SyntaxError(position.line(), position.column(), expected, message));
    }

    SyntaxError error() {
        return error;
    }
}
