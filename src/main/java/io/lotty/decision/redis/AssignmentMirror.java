package io.lotty.decision.redis;

import io.lotty.decision.Claim;
import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import io.lotty.platform.redis.RedisDown;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisScript;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends new assignments on their way to Postgres. Nobody waits for it: what a few milliseconds bring goes out together.
 * What Redis does not take is kept, {@value #MAX_KEPT} subjects' claims at most, and sent again; beyond that the newest are
 * dropped and counted. A claim that arrives twice is stored once. Belongs to one event loop.
 */
public final class AssignmentMirror {
    static final int MAX_KEPT = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(AssignmentMirror.class);
    private static final RedisScript MIRROR = RedisScript.load(AssignmentMirror.class, "mirror.lua");
    private static final long TIMEOUT_MILLIS = 2_000;
    private static final long REST_MILLIS = 500;
    /** A durable Redis pays for each arrival, not for what it brings; and a process that is killed loses no more than this. */
    private static final long GATHERING_MILLIS = 5;

    private final RedisLink link;
    private final Context context;
    private final Counter unmirrored;
    private final String maxEntries;
    private final ArrayDeque<Copy> waiting = new ArrayDeque<>();
    private final List<Promise<Void>> whenIdle = new ArrayList<>();
    private Supplier<Future<Void>> lastQuestions = Future::succeededFuture;
    private int underWay;
    private int shard;
    private boolean isFlushDue;
    private boolean isResting;

    /** @param context the event loop that owns the link and calls this */
    public AssignmentMirror(RedisLink link, Context context, MeterRegistry registry) {
        this(link, context, registry, MirrorStreams.MAX_ENTRIES);
    }

    AssignmentMirror(RedisLink link, Context context, MeterRegistry registry, int maxEntries) {
        this.link = link;
        this.context = context;
        this.unmirrored = unmirrored(registry);
        this.maxEntries = Integer.toString(maxEntries);
    }

    /** Counts what was given up, at either end of the streams. */
    static Counter unmirrored(MeterRegistry registry) {
        return Counter.builder("lotty.assignments.unmirrored")
                .description("Assignments that hold in Redis and have no copy in Postgres")
                .register(registry);
    }

    /**
     * One experiment's part of a claim.
     *
     * @param second of the assignment, since 1970
     */
    public record Entry(ExperimentId experiment, VariantName variant, long second) {}

    private record Copy(String subject, String payload, int assignments) {}

    /** Takes note of a claim that holds; returns at once and never fails. */
    public void claimed(SubjectId subject, Claim claim) {
        claimed(
                subject,
                claim.planRevision(),
                claim.added().stream()
                        .map(added -> new Entry(
                                added.experiment().id(), added.variant().name(), claim.second()))
                        .toList());
    }

    /** @param planRevision of the configuration that decided */
    void claimed(SubjectId subject, long planRevision, List<Entry> entries) {
        if (waiting.size() + underWay >= MAX_KEPT) {
            unmirrored.increment(entries.size());
            return;
        }
        waiting.add(new Copy(subject.value(), MirrorPayload.encode(planRevision, entries), entries.size()));
        if (!isFlushDue && !isResting) {
            isFlushDue = true;
            context.owner().setTimer(GATHERING_MILLIS, gathered -> flush());
        }
    }

    /** What may bring more claims, and is waited for before the end. */
    void askBeforeTheEnd(Supplier<Future<Void>> questions) {
        lastQuestions = questions;
    }

    /** The end: everything is sent once more, and what Redis does not take then is counted as lost. Always succeeds. */
    public Future<Void> settled() {
        return lastQuestions
                .get()
                .transform(asked -> {
                    isResting = false;
                    flush();
                    return answered();
                })
                .onComplete(ended -> {
                    giveUp(
                            waiting.stream().mapToInt(Copy::assignments).sum(),
                            "new assignments have no copy in Postgres: the process ended before Redis took them");
                    waiting.clear();
                });
    }

    /** Counts assignments that stay without a copy, and says so if there are any. */
    void giveUp(int assignments, String why) {
        if (assignments > 0) {
            unmirrored.increment(assignments);
            LOG.atWarn().addKeyValue("assignments", assignments).log(why);
        }
    }

    /** Completes when Redis has answered for all that it was sent: what it did not take then will not be taken soon. */
    Future<Void> answered() {
        if (isSettled()) {
            return Future.succeededFuture();
        }
        var settled = Promise.<Void>promise();
        whenIdle.add(settled);
        return settled.future();
    }

    private boolean isSettled() {
        return underWay == 0 && (waiting.isEmpty() || isResting);
    }

    private void flush() {
        isFlushDue = false;
        // a link that is down fails at once, which begins a rest
        while (!waiting.isEmpty() && !isResting) {
            var batch = new ArrayList<Copy>();
            while (batch.size() < MirrorStreams.MAX_SUBJECTS && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            send(batch);
        }
    }

    private void send(List<Copy> batch) {
        underWay += batch.size();
        var arguments = new ArrayList<String>(1 + 2 * batch.size());
        arguments.add(maxEntries);
        batch.forEach(claim -> {
            arguments.add(claim.subject());
            arguments.add(claim.payload());
        });
        shard = (shard + 1) % MirrorStreams.SHARDS;
        MIRROR.run(link, TIMEOUT_MILLIS, List.of(MirrorStreams.stream(shard)), arguments)
                .map(AssignmentMirror::requireTaken)
                .onComplete(answer -> {
                    underWay -= batch.size();
                    if (answer.failed()) {
                        batch.forEach(waiting::addFirst);
                        rest(answer.cause());
                    }
                    if (isSettled()) {
                        whenIdle.forEach(Promise::tryComplete);
                        whenIdle.clear();
                    }
                });
    }

    private static boolean requireTaken(@Nullable Response answer) {
        if (answer == null || !"1".equals(answer.toString())) {
            throw new IllegalStateException("the stream of new assignments is full");
        }
        return true;
    }

    private void rest(Throwable failure) {
        if (isResting) {
            return;
        }
        isResting = true;
        context.owner().setTimer(REST_MILLIS, rested -> {
            isResting = false;
            flush();
        });
        if (!(failure instanceof RedisDown)) {
            LOG.atWarn()
                    .addKeyValue("waiting", waiting.size())
                    .addKeyValue("cause", failure.toString())
                    .log("new assignments cannot be sent to Postgres now; they hold in Redis");
        }
    }
}
