package io.lotty.decision.redis;

import io.lotty.decision.AssignmentRecord;
import io.lotty.platform.redis.RedisLink;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the first records of subjects. Those of one event-loop turn travel as one MSETNX, which writes all or none of
 * them; if somebody was faster with one, each is tried by itself. Belongs to one event loop.
 */
final class FirstRecords {
    private final RedisLink link;
    private final Context context;
    private final long timeoutMillis;
    private Map<String, First> turn = new LinkedHashMap<>();

    FirstRecords(RedisLink link, Context context, long timeoutMillis) {
        this.link = link;
        this.context = context;
        this.timeoutMillis = timeoutMillis;
    }

    private record First(AssignmentRecord record, Promise<AssignmentRecord> answer) {}

    /** @return the record that is there now: this one, or that of whoever was faster */
    Future<AssignmentRecord> write(String key, AssignmentRecord record) {
        if (turn.containsKey(key)) {
            return writeAlone(key, record);
        }
        if (turn.isEmpty()) {
            context.runOnContext(endOfTurn -> flush());
        }
        var first = new First(record, Promise.promise());
        turn.put(key, first);
        return first.answer().future();
    }

    private void flush() {
        var firsts = turn;
        turn = new LinkedHashMap<>();
        if (firsts.size() == 1) {
            firsts.forEach(this::answerAlone);
            return;
        }
        var request = Request.cmd(Command.MSETNX);
        firsts.forEach((key, first) -> request.arg(key).arg(first.record().text()));
        link.send(request, timeoutMillis)
                .onSuccess(written -> {
                    if (isYes(written)) {
                        firsts.values().forEach(first -> first.answer().complete(first.record()));
                    } else {
                        firsts.forEach(this::answerAlone);
                    }
                })
                .onFailure(failure ->
                        firsts.values().forEach(first -> first.answer().fail(failure)));
    }

    private void answerAlone(String key, First first) {
        writeAlone(key, first.record()).onComplete(first.answer());
    }

    private Future<AssignmentRecord> writeAlone(String key, AssignmentRecord record) {
        return link.send(Request.cmd(Command.SET).arg(key).arg(record.text()).arg("NX"), timeoutMillis)
                .compose(written -> written != null
                        ? Future.succeededFuture(record)
                        : link.send(Request.cmd(Command.GET).arg(key), timeoutMillis)
                                .map(RedisAssignments::record));
    }

    private static boolean isYes(@Nullable Response written) {
        return written != null && Integer.valueOf(1).equals(written.toInteger());
    }
}
