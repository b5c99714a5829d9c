package io.lotty.refusal;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request that the product turns down. The message is for the caller; the cause, if any, is for the log.
 * Refusals are ordinary answers, so they carry no stack trace.
 */
public abstract sealed class Refusal extends RuntimeException {
    private final String code;

    private Refusal(String code, String message) {
        this(code, message, null);
    }

    private Refusal(String code, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.code = code;
    }

    /** The stable name of this refusal, part of the API. */
    public String code() {
        return code;
    }

    /** The sentence for the caller. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** The body is no JSON, or not the kind of thing asked for at all. */
    public static final class Unreadable extends Refusal {
        public Unreadable(String code, String message) {
            super(code, message);
        }
    }

    /** Readable, but not acceptable; says everything that is wrong at once. */
    public static final class Invalid extends Refusal {
        private final transient List<Violation> violations;

        public Invalid(List<Violation> violations) {
            super("validation_failed", summary(violations));
            this.violations = List.copyOf(violations);
        }

        public Invalid(String pointer, String code, String message) {
            this(List.of(new Violation(pointer, code, message)));
        }

        public List<Violation> violations() {
            return violations;
        }

        private static String summary(List<Violation> violations) {
            var first = violations.getFirst();
            var where = first.pointer().isEmpty() ? "the body" : first.pointer();
            var more = violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more)";
            boolean isEnded = more.isEmpty() && first.message().endsWith("?");
            return where + ": " + first.message() + more + (isEnded ? "" : ".");
        }
    }

    /** Nobody is logged in, or the key is not known. */
    public static final class Unauthenticated extends Refusal {
        public Unauthenticated(String message) {
            super("unauthenticated", message);
        }
    }

    /** Known, but not allowed. */
    public static final class Forbidden extends Refusal {
        public Forbidden(String message) {
            super("forbidden", message);
        }
    }

    /** There is no such thing. */
    public static final class NotFound extends Refusal {
        public NotFound(String thing, Object id) {
            super(
                    thing.toLowerCase(Locale.ROOT).replace(' ', '_') + "_not_found",
                    "There is no " + thing + " " + id + ".");
        }
    }

    /** In the way: a duplicate, or a state that does not allow the action. */
    public static final class Conflict extends Refusal {
        public Conflict(String code, String message) {
            super(code, message);
        }
    }

    /** Changed since the caller read it ({@code If-Match}). */
    public static final class Stale extends Refusal {
        public Stale(String message) {
            super("stale", message);
        }
    }

    /** Too often; the same may be tried again after a while. */
    public static final class TooMany extends Refusal {
        private final int retryAfterSeconds;

        public TooMany(String message, int retryAfterSeconds) {
            super("too_many_requests", message);
            this.retryAfterSeconds = retryAfterSeconds;
        }

        public int retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }

    /** Not now; worth repeating. */
    public static final class Unavailable extends Refusal {
        private final int retryAfterSeconds;

        public Unavailable(String message, int retryAfterSeconds) {
            super("unavailable", message);
            this.retryAfterSeconds = retryAfterSeconds;
        }

        public Unavailable(String message, int retryAfterSeconds, Throwable cause) {
            super("unavailable", message, cause);
            this.retryAfterSeconds = retryAfterSeconds;
        }

        public int retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }
}
