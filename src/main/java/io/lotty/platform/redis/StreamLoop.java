package io.lotty.platform.redis;

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
 * Moves the items of one stream to where they belong. An entry is settled only when each of its items is stored or buried
 * with a reason; a repetition must store nothing twice. So whatever is killed between two lines of this loop, the entry
 * comes again, to this loop or another. Runs on a virtual thread of Vert.x.
 */
public final class StreamLoop<T> {
    private static final Logger LOG = LoggerFactory.getLogger(StreamLoop.class);
    private static final Duration SIGHT = Duration.ofSeconds(1);
    /** In one go: an entry may hold a thousand, and a transaction should not take seconds. */
    private static final int MAX_ITEMS = 4_000;

    private final Vertx vertx;
    private final GroupStream stream;
    private final Sink<T> sink;
    private final StreamPace pace;
    private final InstantSource clock;
    private final Promise<Void> stopAsked = Promise.promise();
    private final Promise<Void> ended = Promise.promise();
    private volatile boolean stopping;
    private boolean prepared;
    private Duration pause;
    private Instant nextReclaim = Instant.MIN;
    private Instant nextSight = Instant.MIN;

    public StreamLoop(Vertx vertx, GroupStream stream, Sink<T> sink, StreamPace pace, InstantSource clock) {
        this.vertx = vertx;
        this.stream = stream;
        this.sink = sink;
        this.pace = pace;
        this.clock = clock;
        this.pause = pace.firstPause();
    }

    /** Where a loop's items go, and who hears of it. Called by the loop alone. */
    public interface Sink<T> {
        /** The items that a field of an entry holds; one unless a sink has it otherwise. */
        default List<Delivery.Item> split(Delivery.Item field) {
            return List.of(field);
        }

        /** Decodes an item; one for which this throws is buried. */
        T read(Delivery.Item item);

        /**
         * Stores all or none; a repetition is safe.
         *
         * @throws Unstorable when one of them can never be stored; anything else that is thrown is worth another try
         */
        void store(List<T> items);

        /** Deals with what can be read or stored never; the log has the reason. When it throws, it is asked again. */
        void bury(Delivery.Item item, String reason);

        /** An attempt has failed and will be repeated. */
        void failed();

        /** How much there is to do, about once a second; while a store is away, once a pause. */
        void backlog(GroupStream.Backlog now);
    }

    /** The data itself is refused, now and whenever it is tried again. */
    public static final class Unstorable extends RuntimeException {
        public Unstorable(RuntimeException cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }

    private record Decoded<T>(Delivery.Item item, T value) {}

    private record Hopeless(Delivery.Item item, String reason) {}

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
            if (!entries.isEmpty() && entries.size() < pace.maxEntries()) {
                idle(pace.gathering());
            }
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
            nextSight = now.plus(SIGHT);
            sink.backlog(stream.backlog());
        }
    }

    private void storeAll(List<Delivery> entries) {
        var readable = new ArrayList<Decoded<T>>();
        var hopeless = new ArrayList<Hopeless>();
        for (var entry : entries) {
            for (var field : entry.items()) {
                sink.split(field).forEach(item -> read(item, readable, hopeless));
            }
        }
        for (int from = 0; from < readable.size(); from += MAX_ITEMS) {
            store(readable.subList(from, Math.min(from + MAX_ITEMS, readable.size())), hopeless);
        }
        // Last of all: while a store is away, others take the entries over, and each would bury them once more.
        hopeless.forEach(this::bury);
    }

    private void read(Delivery.Item item, List<Decoded<T>> readable, List<Hopeless> hopeless) {
        try {
            readable.add(new Decoded<>(item, sink.read(item)));
        } catch (RuntimeException unreadable) {
            hopeless.add(new Hopeless(item, "unreadable: " + unreadable.getMessage()));
        }
    }

    /** All at once; when one of them spoils it, halves, until the bad ones stand alone. */
    private void store(List<Decoded<T>> items, List<Hopeless> hopeless) {
        if (items.isEmpty()) {
            return;
        }
        try {
            var batch = items.stream().map(Decoded::value).toList();
            persistently(() -> sink.store(batch));
        } catch (Unstorable poison) {
            if (items.size() == 1) {
                hopeless.add(new Hopeless(items.getFirst().item(), "unstorable: " + poison.getMessage()));
            } else {
                int half = items.size() / 2;
                store(items.subList(0, half), hopeless);
                store(items.subList(half, items.size()), hopeless);
            }
        }
    }

    /** A store that is away, or has no room, is waited for with the entries in hand; only a stop ends that. */
    private void persistently(Runnable attempt) {
        while (true) {
            try {
                attempt.run();
                pause = pace.firstPause();
                return;
            } catch (Unstorable poison) {
                throw poison;
            } catch (Throwable passing) {
                // Errors that Redis answers are no exceptions.
                if (stopping) {
                    throw passing;
                }
                rest(passing);
            }
        }
    }

    private void bury(Hopeless one) {
        persistently(() -> sink.bury(one.item(), one.reason()));
        LOG.atWarn()
                .addKeyValue("stream", stream.key())
                .addKeyValue("entry", one.item().entryId())
                .addKeyValue("reason", one.reason())
                .log("an item of a stream cannot be stored and is put aside");
    }

    private void rest(Throwable failure) {
        sink.failed();
        LOG.atWarn()
                .addKeyValue("stream", stream.key())
                .addKeyValue("pause_ms", pause.toMillis())
                .addKeyValue("cause", failure.toString())
                .log("the loop of a stream pauses and tries again");
        lookIfPossible();
        idle(pause);
        pause = pause.multipliedBy(2).compareTo(pace.longestPause()) < 0 ? pause.multipliedBy(2) : pace.longestPause();
    }

    /** What waits for a store that is away is to be seen to grow; the stream's own Redis may be away, too. */
    private void lookIfPossible() {
        if (stopping) {
            return;
        }
        try {
            look();
        } catch (Throwable unseen) {
            LOG.atDebug()
                    .addKeyValue("stream", stream.key())
                    .addKeyValue("cause", unseen.toString())
                    .log("the backlog of a stream cannot be seen");
        }
    }

    /** Ends early when a stop is asked for. */
    private void idle(Duration time) {
        if (time.isPositive()) {
            var timer = vertx.timer(time.toMillis(), TimeUnit.MILLISECONDS);
            Future.any(timer, stopAsked.future()).await();
            timer.cancel();
        }
    }
}
