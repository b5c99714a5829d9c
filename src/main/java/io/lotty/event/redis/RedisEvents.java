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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps checked events in Redis: claims their ids and appends the new ones to their streams, one script for each shard
 * of a batch. Everything of a batch goes out at once, in one pipeline. Belongs to the event loop of its link.
 */
public final class RedisEvents {
    private static final RedisScript KEEP = RedisScript.load(RedisEvents.class, "keep.lua");
    private static final String MEMORY_SECONDS = Long.toString(EventStreams.MEMORY.toSeconds());
    private static final int RETRY_WHEN_DOWN_SECONDS = 1;
    private static final int RETRY_WHEN_FULL_SECONDS = 5;

    private final RedisLink link;
    private final EventStreams streams;
    private final long timeoutMillis;

    public RedisEvents(RedisLink link, EventStreams streams, long timeoutMillis) {
        this.link = link;
        this.streams = streams;
        this.timeoutMillis = timeoutMillis;
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
        // Marks and questions go before the scripts: answers come in order, so the scripts' time limit covers them.
        var exposed = exposed(events);
        var parts = events.stream()
                .collect(Collectors.groupingBy(
                        event -> streams.shardOf(event.id().value())))
                .entrySet()
                .stream()
                .map(shard -> keep(shard.getKey(), shard.getValue(), receivedAt))
                .toList();
        return exposed.compose(seen -> Future.all(parts).map(all -> offer(events, all.<Part>list(), seen)));
    }

    private static Offer offer(List<Verdict.Checked> events, List<Part> parts, Set<DecisionTag> seen) {
        var fresh = parts.stream().flatMap(part -> part.fresh().stream()).toList();
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

    private Future<Part> keep(int shard, List<Verdict.Checked> events, Instant receivedAt) {
        var keys = new ArrayList<String>();
        keys.add(streams.stream(shard));
        var arguments = new ArrayList<String>();
        arguments.add(Integer.toString(streams.maxEntries()));
        arguments.add(MEMORY_SECONDS);
        for (var event : events) {
            keys.add(streams.claim(shard, event.id().value()));
            arguments.add(event.id().value());
            arguments.add(EventPayload.encode(event, receivedAt));
        }
        return KEEP.run(link, timeoutMillis, keys, arguments)
                .map(answer -> part(events, answer))
                .otherwise(failure -> refused(new Refusal.Unavailable(
                        "Events cannot be kept right now. Send them again.", RETRY_WHEN_DOWN_SECONDS, failure)));
    }

    private static Part part(List<Verdict.Checked> events, @Nullable Response answer) {
        if (answer == null || answer.type() != ResponseType.MULTI) {
            return refused(new Refusal.Unavailable(
                    "More events wait to be stored than there is room for. Send these again later.",
                    RETRY_WHEN_FULL_SECONDS));
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

    /**
     * The decisions to which an exposure is known, by this batch or an earlier one. Only the count of pending events
     * hangs on it, so marks are no promise: a lost one is not seen.
     */
    private Future<Set<DecisionTag>> exposed(List<Verdict.Checked> events) {
        var known = tags(events.stream().filter(event -> event.type().isExposure()));
        for (var tag : known) {
            link.send(Request.cmd(Command.SET)
                    .arg(streams.exposed(tag))
                    .arg("1")
                    .arg("EX")
                    .arg(MEMORY_SECONDS));
        }
        var asked = tags(events.stream().filter(event -> waits(event, known)));
        var answers = asked.stream()
                .map(tag -> link.send(Request.cmd(Command.EXISTS).arg(streams.exposed(tag)))
                        .map(count -> count != null && number(count) == 1 && known.add(tag))
                        .otherwise(false))
                .toList();
        return Future.all(answers).map(known);
    }

    private static Set<DecisionTag> tags(Stream<Verdict.Checked> events) {
        return events.map(event -> event.decided().tag()).collect(Collectors.toCollection(HashSet::new));
    }
}
