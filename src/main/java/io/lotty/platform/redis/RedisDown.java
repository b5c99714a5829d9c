package io.lotty.platform.redis;

/** Redis is out of reach right now; said at once, without waiting. No stack trace: under load there are many. */
public final class RedisDown extends RuntimeException {
    RedisDown(String link) {
        super("Redis is out of reach (" + link + ")", null, false, false);
    }
}
