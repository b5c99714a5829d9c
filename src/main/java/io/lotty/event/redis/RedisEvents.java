package io.lotty.event.redis;

import io.lotty.event.Offer;
import io.lotty.event.Verdict;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisScript;
import io.lotty.refusal.Refusal;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keeps checked events in Redis: remembers their ids and appends the new ones to a stream, a batch at once or not at all.
 * Belongs to the event loop of its links.
 */
public final class RedisEvents {
    /**
     * How many links one event loop should use. Redis reads at most 16 KiB of a connection before it writes its log to
     * disk; from several it takes several batches for one such write.
     */
    public static final int LINKS = 8;

    /**
     * Of payload on its way to a Redis that is slow to answer; then nothing more is taken. The events themselves, as they
     * were read, take several times as much.
     */
    static final long MAX_BYTES_UNDER_WAY = 32L << 20;

    private static final RedisScript KEEP = RedisScript.load(RedisEvents.class, "keep.lua");
    private static final String LIFETIME_SECONDS = Long.toString(Period.LIFETIME.toSeconds());
    private static final long TIDY_SECONDS = 3_600;
    private static final int RETRY_WHEN_DOWN_SECONDS = 1;
    private static final int RETRY_WHEN_FULL_SECONDS = 5;

    private final List<RedisLink> links;
    private final EventStreams streams;
    private final long timeoutMillis;
    private int turn = ThreadLocalRandom.current().nextInt(1 << 16);
    private long tidyAgain = Long.MIN_VALUE;
    private long bytesUnderWay;

    /** @param links at least one, for nothing else that must be quick */
    public RedisEvents(List<RedisLink> links, EventStreams streams, long timeoutMillis) {
        this.links = List.copyOf(links);
        this.streams = streams;
        this.timeoutMillis = timeoutMillis;
    }

    /** Whether events can be kept now. */
    public boolean isUp() {
        return links.stream().anyMatch(RedisLink::isUp);
    }

    /** Offers events that passed the intake; never fails. Of events with one id, in this batch or any other, one is fresh. */
    public Future<Offer> offer(List<Verdict.Checked> events, Instant receivedAt) {
        if (events.isEmpty()) {
            return Future.succeededFuture(Offer.Kept.NOTHING);
        }
        if (bytesUnderWay >= MAX_BYTES_UNDER_WAY) {
            return Future.succeededFuture(new Offer.Refused(new Refusal.Unavailable(
                    "More events are on their way to Redis than there is room for. Send these again.",
                    RETRY_WHEN_DOWN_SECONDS)));
        }
        var period = Period.of(receivedAt);
        var batch = new Batch(events, receivedAt);
        turn++;
        var link = link();
        bytesUnderWay += batch.bytes();
        var kept = KEEP.run(link, timeoutMillis, keys(period), request -> {
                    request.arg(streams.maxEntries());
                    batch.addTo(request);
                })
                .onComplete(over -> bytesUnderWay -= batch.bytes());
        tidy(link, period, receivedAt.getEpochSecond());
        return kept.map(answer -> offer(events, batch, Objects.requireNonNull(answer)))
                .otherwise(failure -> new Offer.Refused(new Refusal.Unavailable(
                        "Events cannot be kept right now. Send them again.", RETRY_WHEN_DOWN_SECONDS, failure)));
    }

    private static Offer offer(List<Verdict.Checked> events, Batch batch, Response answer) {
        if (answer.type() != ResponseType.MULTI) {
            return new Offer.Refused(new Refusal.Unavailable(
                    "More events wait to be stored than there is room for. Send these again later.",
                    RETRY_WHEN_FULL_SECONDS));
        }
        var fresh = batch.fresh(answer);
        return new Offer.Kept(fresh, batch.pending(fresh, answer), events.size() - fresh.size());
    }

    private List<String> keys(Period period) {
        return List.of(
                streams.stream(Math.floorMod(turn, streams.shards())),
                EventStreams.taken(period),
                EventStreams.taken(period.before()),
                EventStreams.taken(period.next()),
                EventStreams.exposed(period),
                EventStreams.exposed(period.before()),
                EventStreams.exposed(period.next()));
    }

    /** The next one in turn that is up. */
    private RedisLink link() {
        for (int i = 0; i < links.size(); i++) {
            var link = links.get(Math.floorMod(turn + i, links.size()));
            if (link.isUp()) {
                return link;
            }
        }
        return links.getFirst();
    }

    /** Once an hour: drops what nobody looks at any more, and sets an end to what nobody may be there to drop. */
    private void tidy(RedisLink link, Period now, long second) {
        if (second < tidyAgain) {
            return;
        }
        tidyAgain = second + TIDY_SECONDS;
        link.send(Request.cmd(Command.UNLINK)
                .arg(EventStreams.exposed(now.gone()))
                .arg(EventStreams.taken(now.gone())));
        for (var key : List.of(EventStreams.exposed(now), EventStreams.taken(now))) {
            link.send(Request.cmd(Command.EXPIRE).arg(key).arg(LIFETIME_SECONDS));
        }
    }
}
