package io.lotty.event.redis;

import io.lotty.event.DecisionIds;
import io.lotty.event.Event;
import io.lotty.event.Events;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the events of one shard from their stream to the table. An entry is settled only when each of its events is
 * stored or buried with a reason; a repetition stores nothing twice. So whatever is killed between two lines of this
 * loop, the entry comes again, to this loop or another. Runs on a virtual thread of Vert.x.
 */
public final class IngestLoop {
    private static final Logger LOG = LoggerFactory.getLogger(IngestLoop.class);
    private static final Duration SIGHT = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final ShardStream stream;
    private final Events events;
    private final DecisionIds decisionIds;
    private final IngestPace pace;
    private final InstantSource clock;
    private final IngestMeters meters;
    private final Promise<Void> stopAsked = Promise.promise();
    private final Promise<Void> ended = Promise.promise();
    private volatile boolean stopping;
    private boolean prepared;
    private Duration pause;
    private Instant nextReclaim = Instant.MIN;
    private Instant nextSight = Instant.MIN;

    public IngestLoop(
            Vertx vertx,
            ShardStream stream,
            Events events,
            DecisionIds decisionIds,
            IngestPace pace,
            InstantSource clock,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.stream = stream;
        this.events = events;
        this.decisionIds = decisionIds;
        this.pace = pace;
        this.clock = clock;
        this.meters = new IngestMeters(registry, stream.shard());
        this.pause = pace.firstPause();
    }

    /** Runs until {@link #stop}. */
    public void run() {
        try {
            while (!stopping) {
                turn();
            }
        } finally {
            ended.complete();
        }
    }

    /** Ends the loop after what it has in hand; completes when it has ended. */
    public Future<Void> stop() {
        stopping = true;
        stopAsked.tryComplete();
        return ended.future();
    }

    private void turn() {
        try {
            if (!prepared) {
                stream.prepare();
                prepared = true;
            }
            var entries = next();
            if (!entries.isEmpty()) {
                storeAll(entries);
                stream.settle(entries);
            }
            look();
            pause = pace.firstPause();
        } catch (Throwable failure) {
            // Whatever it was, entries in hand stay theirs and are reclaimed; the group may be gone with Redis' memory.
            prepared = false;
            rest(failure);
        }
    }

    private List<Delivery> next() {
        if (!clock.instant().isBefore(nextReclaim)) {
            var left = stream.reclaim(pace.maxEntries(), pace.patience());
            if (!left.isEmpty()) {
                return left;
            }
            if (stream.hasReclaimedAll()) {
                nextReclaim = clock.instant().plus(pace.patience());
            }
        }
        return stream.take(pace.maxEntries());
    }

    private void look() {
        var now = clock.instant();
        if (!now.isBefore(nextSight)) {
            meters.backlog(stream.backlog());
            nextSight = now.plus(SIGHT);
        }
    }

    private void storeAll(List<Delivery> entries) {
        var decoded = new ArrayList<Decoded>();
        for (var entry : entries) {
            for (var item : entry.items()) {
                try {
                    decoded.add(new Decoded(item, EventPayload.decode(item.eventId(), item.payload(), decisionIds)));
                } catch (RuntimeException unreadable) {
                    bury(item, "unreadable: " + unreadable.getMessage());
                }
            }
        }
        store(decoded);
    }

    private record Decoded(Delivery.Item item, Event event) {}

    /** All at once; when one of them spoils it, halves, until the bad ones stand alone. */
    private void store(List<Decoded> items) {
        if (items.isEmpty()) {
            return;
        }
        var batch = items.stream().map(Decoded::event).toList();
        try {
            int fresh = persistently(batch);
            meters.stored(batch, fresh, clock.instant());
        } catch (Events.Unstorable poison) {
            if (items.size() == 1) {
                bury(items.getFirst().item(), "unstorable: " + poison.getMessage());
            } else {
                int half = items.size() / 2;
                store(items.subList(0, half));
                store(items.subList(half, items.size()));
            }
        }
    }

    /** A database that is away is waited for, with the batch in hand; only a stop ends that. */
    private int persistently(List<Event> batch) {
        while (true) {
            try {
                int fresh = events.add(batch);
                pause = pace.firstPause();
                return fresh;
            } catch (Events.Unstorable poison) {
                throw poison;
            } catch (RuntimeException passing) {
                if (stopping) {
                    throw passing;
                }
                rest(passing);
            }
        }
    }

    private void bury(Delivery.Item item, String reason) {
        LOG.atWarn()
                .addKeyValue("shard", stream.shard())
                .addKeyValue("entry", item.entryId())
                .addKeyValue("reason", reason)
                .log("an event cannot be stored and is put aside");
        stream.bury(item, reason, clock.instant());
        meters.dead();
    }

    private void rest(Throwable failure) {
        meters.failure();
        LOG.atWarn()
                .addKeyValue("shard", stream.shard())
                .addKeyValue("pause_ms", pause.toMillis())
                .addKeyValue("cause", failure.toString())
                .log("the ingest pauses and tries again");
        var timer = vertx.timer(pause.toMillis(), TimeUnit.MILLISECONDS);
        Future.any(timer, stopAsked.future()).await();
        timer.cancel();
        pause = pause.multipliedBy(2).compareTo(pace.longestPause()) < 0 ? pause.multipliedBy(2) : pace.longestPause();
    }
}
