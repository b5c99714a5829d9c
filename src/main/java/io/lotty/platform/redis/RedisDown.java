package io.lotty.platform.redis;

/** Redis is out of reach right now; said at once, without waiting. No stack trace: under load there are many. */
public final class RedisDown extends RuntimeException {
    RedisDown(String link, String why) {
        super("Redis is out of reach (" + link + "): " + why, null, false, false);
    }
}
