package io.lotty.decision.redis;

import io.lotty.decision.AssignmentRecord;
import io.lotty.decision.SubjectRecords;
import io.lotty.id.SubjectId;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisScript;
import io.lotty.refusal.Refusal;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What subjects hold, in Redis, for callers who may wait; the keys are those of {@link RedisAssignments}. */
public final class RedisRecords implements SubjectRecords {
    private static final RedisScript RESTORE = RedisScript.load(RedisRecords.class, "restore.lua");
    private static final long TIMEOUT_MILLIS = 2_000;
    private static final long RESTORE_TIMEOUT_MILLIS = 10_000;
    private static final int PIPELINE = 256;
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

    /** So many at a time in one pipeline: what edges ask comes between. */
    @Override
    public Restored restore(Map<SubjectId, AssignmentRecord> copies) {
        var restored = Restored.NOTHING;
        var answers = new ArrayList<Future<Restored>>(PIPELINE);
        for (var copy : copies.entrySet()) {
            var key = AssignmentRecord.key(copy.getKey());
            answers.add(RESTORE.run(
                            link,
                            RESTORE_TIMEOUT_MILLIS,
                            List.of(key),
                            List.of(copy.getValue().text()))
                    .map(RedisRecords::restored));
            if (answers.size() == PIPELINE) {
                restored = restored.plus(sum(answers));
                answers.clear();
            }
        }
        return restored.plus(sum(answers));
    }

    private static Restored sum(List<Future<Restored>> answers) {
        answer(Future.join(answers).map((Response) null));
        return answers.stream().map(Future::result).reduce(Restored.NOTHING, Restored::plus);
    }

    private static Restored restored(@Nullable Response added) {
        long count = added == null ? -1 : Long.parseLong(added.toString());
        return count < 0 ? new Restored(0, 1) : new Restored(count, 0);
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
