package io.lotty.event.redis;

import io.lotty.event.DecisionTag;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps checked events in Redis: remembers their ids and appends the new ones to their streams, one script for each shard
 * of a batch. Everything of a batch goes out at once, in one pipeline. Belongs to the event loop of its link.
 */
public final class RedisEvents {
    private static final RedisScript KEEP = RedisScript.load(RedisEvents.class, "keep.lua");
    private static final String LIFETIME_SECONDS = Long.toString(Period.LIFETIME.toSeconds());
    private static final long TIDY_SECONDS = 3_600;
    private static final int RETRY_WHEN_DOWN_SECONDS = 1;
    private static final int RETRY_WHEN_FULL_SECONDS = 5;
    private static final int FULL = -1;

    private final RedisLink link;
    private final EventStreams streams;
    private final long timeoutMillis;
    private final ExposureMarks marks;
    private long tidyAgain = Long.MIN_VALUE;

    public RedisEvents(RedisLink link, EventStreams streams, long timeoutMillis) {
        this.link = link;
        this.streams = streams;
        this.timeoutMillis = timeoutMillis;
        this.marks = new ExposureMarks(link, timeoutMillis);
    }

    /** What one shard made of its part. */
    private record Part(List<Verdict.Checked> fresh, Optional<Refusal.Unavailable> refusal) {}

    /**
     * Offers events that passed the intake; never fails. Of events with one id, in this batch or any other, one is
     * fresh. When a part is refused, the rest may have been kept: a repetition finds it taken.
     */
    public Future<Offer> offer(List<Verdict.Checked> events, Instant receivedAt) {
        if (events.isEmpty()) {
            return Future.succeededFuture(Offer.Kept.NOTHING);
        }
        var period = Period.of(receivedAt);
        // Marks and questions go before the scripts: answers come in order, so the scripts' time limit covers them.
        var exposed = marks.see(events, period);
        var parts = new ArrayList<Future<Part>>();
        for (var shard : byShard(events).entrySet()) {
            parts.add(keep(shard.getKey(), List.copyOf(shard.getValue().values()), receivedAt, period));
        }
        tidy(period, receivedAt.getEpochSecond());
        return exposed.compose(seen -> Future.all(parts).map(all -> offer(events, all.<Part>list(), seen)));
    }

    /** The first event of each id, under the shard of the id. */
    private Map<Integer, Map<String, Verdict.Checked>> byShard(List<Verdict.Checked> events) {
        var shards = new LinkedHashMap<Integer, Map<String, Verdict.Checked>>();
        for (var event : events) {
            var id = event.id().value();
            shards.computeIfAbsent(streams.shardOf(id), shard -> new LinkedHashMap<>())
                    .putIfAbsent(id, event);
        }
        return shards;
    }

    private static Offer offer(List<Verdict.Checked> events, List<Part> parts, Set<DecisionTag> seen) {
        var fresh = new ArrayList<Verdict.Checked>(events.size());
        parts.forEach(part -> fresh.addAll(part.fresh()));
        return parts.stream()
                .flatMap(part -> part.refusal().stream())
                .findFirst()
                .<Offer>map(reason -> new Offer.Refused(fresh, reason))
                .orElseGet(() -> {
                    long pending =
                            fresh.stream().filter(event -> waits(event, seen)).count();
                    return new Offer.Kept(fresh, (int) pending, events.size() - fresh.size());
                });
    }

    private static boolean waits(Verdict.Checked event, Set<DecisionTag> seen) {
        return event.type().requiresExposure() && !seen.contains(event.decided().tag());
    }

    private Future<Part> keep(int shard, List<Verdict.Checked> events, Instant receivedAt, Period period) {
        var keys = List.of(
                streams.stream(shard),
                streams.taken(shard, period),
                streams.taken(shard, period.before()),
                streams.taken(shard, period.next()));
        var arguments = new ArrayList<String>(events.size() + 2);
        arguments.add(Integer.toString(streams.maxEntries()));
        arguments.add(EventPayload.encode(events, receivedAt));
        events.forEach(event -> arguments.add(event.id().value()));
        return KEEP.run(link, timeoutMillis, keys, arguments)
                .map(answer -> part(events, Objects.requireNonNull(answer)))
                .otherwise(failure -> refused(new Refusal.Unavailable(
                        "Events cannot be kept right now. Send them again.", RETRY_WHEN_DOWN_SECONDS, failure)));
    }

    private static Part part(List<Verdict.Checked> events, Response answer) {
        if (answer.type() != ResponseType.MULTI) {
            return number(answer) == FULL
                    ? refused(new Refusal.Unavailable(
                            "More events wait to be stored than there is room for. Send these again later.",
                            RETRY_WHEN_FULL_SECONDS))
                    : new Part(events, Optional.empty());
        }
        var fresh = new ArrayList<Verdict.Checked>();
        for (var place : answer) {
            fresh.add(events.get(number(place) - 1));
        }
        return new Part(fresh, Optional.empty());
    }

    private static int number(Response answer) {
        return Objects.requireNonNull(answer.toInteger());
    }

    private static Part refused(Refusal.Unavailable reason) {
        return new Part(List.of(), Optional.of(reason));
    }

    /** Once an hour: drops what nobody looks at any more, and sets an end to what nobody may be there to drop. */
    private void tidy(Period now, long second) {
        if (second < tidyAgain) {
            return;
        }
        tidyAgain = second + TIDY_SECONDS;
        var drop = Request.cmd(Command.UNLINK).arg(EventStreams.exposed(now.gone()));
        expire(EventStreams.exposed(now));
        for (int shard = 0; shard < streams.shards(); shard++) {
            drop.arg(streams.taken(shard, now.gone()));
            expire(streams.taken(shard, now));
        }
        link.send(drop);
    }

    private void expire(String key) {
        link.send(Request.cmd(Command.EXPIRE).arg(key).arg(LIFETIME_SECONDS));
    }
}
