package io.lotty.app.configuration;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Revisions that somebody waits for. All who wait for one revision wait together, so that a revision is fetched once however
 * many ask; and one that did not come in time is not waited for again for a while, so that a revision which no store has any
 * more cannot slow every request that names it.
 */
final class Expected {
    private static final int MAX_WAITING = 10_000;
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long NONE = Long.MAX_VALUE;

    private final LongSupplier present;
    private final LongSupplier nanos;
    private final ConcurrentSkipListMap<Long, Promise<Void>> promises = new ConcurrentSkipListMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile LongConsumer fetch = this::giveUp;
    private volatile long missing = NONE;
    private volatile long missingSinceNanos;

    /**
     * Nothing is waited for yet, and nobody fetches.
     *
     * @param present the revision that is here
     * @param nanos a clock that only counts
     */
    Expected(LongSupplier present, LongSupplier nanos) {
        this.present = present;
        this.nanos = nanos;
    }

    /** @param fetcher told once of each revision that is waited for; it gives up when it is too late */
    void fetchBy(LongConsumer fetcher) {
        fetch = fetcher;
    }

    /** Completes on the caller's context when the revision or a later one is here; fails with {@link RevisionMissing}. */
    Future<Void> atLeast(long revision) {
        if (revision <= present.getAsLong()) {
            return Future.succeededFuture();
        }
        if (isKnownMissing(revision)) {
            return Future.failedFuture(new RevisionMissing(revision));
        }
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(new RevisionMissing(revision));
        }
        return onCallersContext(shared(revision)).onComplete(done -> waiting.decrementAndGet());
    }

    void arrived(long revision) {
        missing = NONE;
        var met = promises.headMap(revision, true);
        while (!met.isEmpty()) {
            var first = met.pollFirstEntry();
            if (first != null) {
                first.getValue().tryComplete();
            }
        }
    }

    void giveUp(long revision) {
        var promise = promises.remove(revision);
        if (promise != null) {
            missingSinceNanos = nanos.getAsLong();
            missing = Math.min(missing, revision);
            promise.tryFail(new RevisionMissing(revision));
        }
    }

    private boolean isKnownMissing(long revision) {
        return revision >= missing && nanos.getAsLong() - missingSinceNanos < QUIET_NANOS;
    }

    private Future<Void> shared(long revision) {
        Promise<Void> fresh = Promise.promise();
        var first = promises.putIfAbsent(revision, fresh);
        if (first != null) {
            return first.future();
        }
        fetch.accept(revision);
        if (revision <= present.getAsLong()) {
            arrived(revision); // between the first look and the promise
        }
        return fresh.future();
    }

    private static Future<Void> onCallersContext(Future<Void> shared) {
        var caller = Vertx.currentContext();
        if (caller == null) {
            return shared;
        }
        Promise<Void> own = Promise.promise();
        shared.onComplete(done -> caller.runOnContext(here -> own.handle(done)));
        return own.future();
    }
}
