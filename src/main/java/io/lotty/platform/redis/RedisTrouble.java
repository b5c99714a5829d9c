package io.lotty.platform.redis;

import io.vertx.redis.client.impl.types.ErrorType;
import java.util.Locale;

/** What kind of trouble a failed request met, for meters. */
public enum RedisTrouble {
    /** Out of reach, hanging, or loading its data. */
    REDIS_DOWN,
    /** Up, but its memory is full: it answers reads and refuses writes. */
    REDIS_FULL,
    /** Up, but it answered with an error. */
    REDIS_ERROR,
    /** Not Redis' own. */
    OTHER;

    public static RedisTrouble of(Throwable failure) {
        return switch (failure) {
            case RedisDown _ -> REDIS_DOWN;
            case ErrorType error when isFull(error) -> REDIS_FULL;
            case ErrorType _ -> REDIS_ERROR;
            default -> OTHER;
        };
    }

    /** Older servers wrap what a script has met. */
    private static boolean isFull(ErrorType error) {
        return error.is("OOM") || String.valueOf(error.getMessage()).contains("OOM command not allowed");
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
