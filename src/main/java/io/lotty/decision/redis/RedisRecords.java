package io.lotty.decision.redis;

import io.lotty.decision.AssignmentRecord;
import io.lotty.decision.Plan;
import io.lotty.decision.Restoration;
import io.lotty.decision.SubjectRecords;
import io.lotty.id.SubjectId;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisScript;
import io.lotty.refusal.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What subjects hold, in Redis, for callers who may wait; the keys are those of {@link RedisAssignments}. */
public final class RedisRecords implements SubjectRecords {
    private static final RedisScript CLAIM = RedisScript.load(RedisRecords.class, "claim.lua");
    private static final long TIMEOUT_MILLIS = 2_000;
    private static final long RESTORE_TIMEOUT_MILLIS = 10_000;
    private static final int PIPELINE = 256;
    private static final int MAX_TRIES = 50;
    private static final int RETRY_SECONDS = 5;

    private final RedisLink link;

    public RedisRecords(RedisLink link) {
        this.link = link;
    }

    @Override
    public AssignmentRecord of(SubjectId subject) {
        var record = answer(link.send(Request.cmd(Command.GET).arg(AssignmentRecord.key(subject)), TIMEOUT_MILLIS));
        return record == null ? AssignmentRecord.EMPTY : new AssignmentRecord(record.toString());
    }

    @Override
    public int forget(SubjectId subject) {
        var record = answer(link.send(Request.cmd(Command.GETDEL).arg(AssignmentRecord.key(subject)), TIMEOUT_MILLIS));
        return record == null
                ? 0
                : (int) record.toString()
                        .chars()
                        .filter(letter -> letter == ';')
                        .count();
    }

    @Override
    public void forgetAfter(SubjectId subject, Duration pause) {
        var over = Promise.<Void>promise();
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(over::complete);
        over.future().await();
        forget(subject);
    }

    /** So many at a time in one pipeline: what edges ask comes between. */
    @Override
    public Restored restore(Map<SubjectId, AssignmentRecord> copies, LongFunction<Plan> plans) {
        var restored = Restored.NOTHING;
        // nothing is read first: where Redis has lost its memory, there is nothing
        var due = copies.entrySet().stream()
                .map(copy -> new Attempt(copy.getKey(), copy.getValue(), AssignmentRecord.EMPTY))
                .toList();
        for (int tries = 0; !due.isEmpty(); tries++) {
            if (tries == MAX_TRIES) {
                throw new Refusal.Unavailable("A subject's record changes all the time.", RETRY_SECONDS);
            }
            var again = new ArrayList<Attempt>();
            for (int from = 0; from < due.size(); from += PIPELINE) {
                for (var tried : tryEach(due.subList(from, Math.min(from + PIPELINE, due.size())), plans)) {
                    restored = restored.plus(tried.restored());
                    tried.again().ifPresent(again::add);
                }
            }
            due = again;
        }
        return restored;
    }

    /** @param present the record as far as it is known */
    private record Attempt(SubjectId subject, AssignmentRecord copy, AssignmentRecord present) {}

    /** @param again present when the record was another one */
    private record Tried(Restored restored, Optional<Attempt> again) {
        static final Tried UNREADABLE = new Tried(new Restored(0, 0, 1), Optional.empty());
    }

    private List<Tried> tryEach(List<Attempt> attempts, LongFunction<Plan> plans) {
        var tried = attempts.stream()
                .map(attempt -> {
                    long revision = Math.max(
                            attempt.present().revision(), attempt.copy().revision());
                    return write(attempt, Restoration.of(plans.apply(revision), attempt.present(), attempt.copy()));
                })
                .toList();
        answer(Future.join(tried).map((Response) null));
        return tried.stream().map(Future::result).toList();
    }

    private Future<Tried> write(Attempt attempt, Restoration restoration) {
        var done = new Tried(new Restored(restoration.added(), restoration.leftOut(), 0), Optional.empty());
        if (restoration.added() == 0) {
            return Future.succeededFuture(done);
        }
        var records = List.of(restoration.before().text(), restoration.after().text());
        return CLAIM.run(link, RESTORE_TIMEOUT_MILLIS, List.of(AssignmentRecord.key(attempt.subject())), records)
                .map(present -> present == null ? done : again(attempt, new AssignmentRecord(present.toString())))
                .recover(failure ->
                        isNoRecord(failure) ? Future.succeededFuture(Tried.UNREADABLE) : Future.failedFuture(failure));
    }

    private static Tried again(Attempt attempt, AssignmentRecord present) {
        return new Tried(Restored.NOTHING, Optional.of(new Attempt(attempt.subject(), attempt.copy(), present)));
    }

    /** A text of another format, or something that is no text. */
    private static boolean isNoRecord(Throwable failure) {
        return failure instanceof IllegalArgumentException
                || (failure instanceof ErrorType error
                        && String.valueOf(error.getMessage()).contains("WRONGTYPE"));
    }

    private static @Nullable Response answer(Future<@Nullable Response> future) {
        try {
            return future.await();
        } catch (Throwable failure) {
            throw new Refusal.Unavailable(
                    "What subjects hold cannot be reached now. Try again in a few seconds.", RETRY_SECONDS, failure);
        }
    }
}
