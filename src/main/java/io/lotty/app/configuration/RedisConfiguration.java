package io.lotty.app.configuration;

import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisScript;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;

/**
 * The published configuration: one document, its revision, and a channel that tells of a new one. Beside them, for a minute,
 * what edges have seen that is newer: they tell of it when both stores were restored to an older state.
 */
final class RedisConfiguration {
    static final String CHANNEL = "lotty:configuration:changed";
    private static final String DOCUMENT = "lotty:{configuration}:document";
    private static final String REVISION = "lotty:{configuration}:revision";
    private static final String SEEN = "lotty:{configuration}:seen";
    private static final String SEEN_SECONDS = "60";
    private static final long TIMEOUT_MILLIS = 2_000;
    private static final RedisScript PUBLISH = RedisScript.load(RedisConfiguration.class, "publish.lua");
    private static final RedisScript SEE = RedisScript.load(RedisConfiguration.class, "see.lua");

    private final RedisLink link;

    RedisConfiguration(RedisLink link) {
        this.link = link;
    }

    /** The revision that is published; 0 when there is none. */
    Future<Long> revision() {
        return number(REVISION);
    }

    /** The highest revision that an edge has told of lately because a lower one is published; 0 when there is none. */
    Future<Long> seen() {
        return number(SEEN);
    }

    /** Tells that an edge works with a configuration that is newer than the published one. */
    Future<Void> tellSeen(long revision) {
        return SEE.run(link, TIMEOUT_MILLIS, List.of(SEEN), List.of(Long.toString(revision), SEEN_SECONDS))
                .mapEmpty();
    }

    Future<Optional<Buffer>> document() {
        return link.send(Request.cmd(Command.GET).arg(DOCUMENT), TIMEOUT_MILLIS)
                .map(value -> Optional.ofNullable(value).map(Response::toBuffer));
    }

    /**
     * Publishes, unless one as new is there.
     *
     * @return the revision that is published now
     */
    Future<Long> publish(long revision, Buffer document) {
        return PUBLISH.run(
                        link,
                        TIMEOUT_MILLIS,
                        List.of(DOCUMENT, REVISION),
                        List.of(Long.toString(revision), document.toString(), CHANNEL))
                .map(published -> published == null ? 0L : Long.parseLong(published.toString()));
    }

    private Future<Long> number(String key) {
        return link.send(Request.cmd(Command.GET).arg(key), TIMEOUT_MILLIS)
                .map(value -> value == null ? 0L : Long.parseLong(value.toString()));
    }
}
