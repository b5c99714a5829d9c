package io.lotty.decision.redis;

import io.lotty.decision.AssignmentRecord;
import io.lotty.decision.Claim;
import io.lotty.id.SubjectId;
import io.lotty.platform.redis.RedisDown;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisScript;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What subjects hold, in Redis: one string per subject under {@code lotty:a:{subject}}, kept without expiry.
 *
 * <p>The reads of one event-loop turn travel as one MGET, and so do first records. Both calls fail within {@value #TIMEOUT_MILLIS} ms: a decision
 * without Redis is better than a late one. A record that cannot be read fails its own reader only.
 */
public final class RedisAssignments {
    public static final long TIMEOUT_MILLIS = 100;
    private static final RedisScript CLAIM = RedisScript.load(RedisAssignments.class, "claim.lua");

    private final RedisLink link;
    private final Context context;
    private final long timeoutMillis;
    private final FirstRecords firstRecords;
    private final BiConsumer<SubjectId, Claim> whenDoubtful;
    private List<Read> turn = new ArrayList<>();

    /**
     * What subjects hold, over this link.
     *
     * @param context the event loop that owns the link and calls this
     * @param whenDoubtful is told of each claim whose answer was lost, so that nobody knows whether it holds
     */
    public RedisAssignments(RedisLink link, Context context, BiConsumer<SubjectId, Claim> whenDoubtful) {
        this(link, context, TIMEOUT_MILLIS, whenDoubtful);
    }

    /** With another limit than production's. */
    public RedisAssignments(RedisLink link, Context context, long timeoutMillis) {
        this(link, context, timeoutMillis, (subject, claim) -> {});
    }

    private RedisAssignments(
            RedisLink link, Context context, long timeoutMillis, BiConsumer<SubjectId, Claim> whenDoubtful) {
        this.link = link;
        this.context = context;
        this.timeoutMillis = timeoutMillis;
        this.firstRecords = new FirstRecords(link, context, timeoutMillis);
        this.whenDoubtful = whenDoubtful;
    }

    private record Read(String key, Promise<AssignmentRecord> answer) {}

    /** What the subject holds. */
    public Future<AssignmentRecord> of(SubjectId subject) {
        var read = new Read(AssignmentRecord.key(subject), Promise.promise());
        if (turn.isEmpty()) {
            context.runOnContext(endOfTurn -> flush());
        }
        turn.add(read);
        return read.answer().future();
    }

    /**
     * Writes a claim's record, if the subject's record is still the one that the claim was computed from.
     *
     * @return the record that is there now: the claim's own, or whatever came between
     */
    public Future<AssignmentRecord> claim(SubjectId subject, Claim claim) {
        var written = claim.before().equals(AssignmentRecord.EMPTY)
                ? firstRecords.write(AssignmentRecord.key(subject), claim.after())
                : replace(subject, claim);
        return written.onFailure(failure -> {
            if (failure instanceof RedisDown) {
                whenDoubtful.accept(subject, claim);
            }
        });
    }

    private Future<AssignmentRecord> replace(SubjectId subject, Claim claim) {
        var after = claim.after();
        return CLAIM.run(
                        link,
                        timeoutMillis,
                        List.of(AssignmentRecord.key(subject)),
                        List.of(claim.before().text(), after.text()))
                .map(present -> present == null ? after : record(present));
    }

    private void flush() {
        var reads = turn;
        turn = new ArrayList<>();
        var request = Request.cmd(Command.MGET);
        reads.forEach(read -> request.arg(read.key()));
        link.send(request, timeoutMillis)
                .onSuccess(values -> answer(reads, values))
                .onFailure(failure -> reads.forEach(read -> read.answer().fail(failure)));
    }

    private static void answer(List<Read> reads, @Nullable Response values) {
        for (int i = 0; i < reads.size(); i++) {
            var promise = reads.get(i).answer();
            try {
                promise.complete(record(values == null ? null : values.get(i)));
            } catch (RuntimeException malformed) {
                promise.fail(malformed);
            }
        }
    }

    static AssignmentRecord record(@Nullable Response value) {
        return value == null ? AssignmentRecord.EMPTY : new AssignmentRecord(value.toString());
    }
}
