package io.lotty.app.configuration;

import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisScript;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Optional;

/** The published configuration: one document, its revision, and a channel that tells of a new one. */
final class RedisConfiguration {
    static final String CHANNEL = "lotty:configuration:changed";
    private static final String DOCUMENT = "lotty:{configuration}:document";
    private static final String REVISION = "lotty:{configuration}:revision";
    private static final long TIMEOUT_MILLIS = 2_000;
    private static final RedisScript PUBLISH = RedisScript.load(RedisConfiguration.class, "publish.lua");

    private final RedisLink link;

    RedisConfiguration(RedisLink link) {
        this.link = link;
    }

    /** The revision that is published; 0 when there is none. */
    Future<Long> revision() {
        return link.send(Request.cmd(Command.GET).arg(REVISION), TIMEOUT_MILLIS)
                .map(value -> value == null ? 0L : Long.parseLong(value.toString()));
    }

    Future<Optional<String>> document() {
        return link.send(Request.cmd(Command.GET).arg(DOCUMENT), TIMEOUT_MILLIS)
                .map(value -> Optional.ofNullable(value).map(Object::toString));
    }

    /** Publishes, unless a newer one is there. */
    Future<Void> publish(long revision, String document) {
        return PUBLISH.run(
                        link,
                        TIMEOUT_MILLIS,
                        List.of(DOCUMENT, REVISION),
                        List.of(Long.toString(revision), document, CHANNEL))
                .mapEmpty();
    }
}
