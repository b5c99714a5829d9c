package io.lotty.decision.redis;

import io.lotty.decision.AssignmentRecord;
import io.lotty.decision.Claim;
import io.lotty.decision.Decision;
import io.lotty.id.SubjectId;
import io.lotty.platform.redis.RedisLink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Claims whose answer was lost with the connection. Some of them hold, and later requests, which find them, claim nothing
 * any more: their copy would be missing for good. So what came of them is asked once Redis answers again, and what is there
 * is copied. Keeps {@value AssignmentMirror#MAX_KEPT} at most. Belongs to one event loop.
 */
public final class DoubtfulClaims {
    private static final long ASK_AFTER_MILLIS = 500;
    private static final long TIMEOUT_MILLIS = 2_000;

    private final RedisLink link;
    private final Context context;
    private final AssignmentMirror mirror;
    private final Counter unmirrored;
    private final ArrayDeque<Doubt> doubts = new ArrayDeque<>();
    private Future<Void> asking = Future.succeededFuture();
    private boolean isWaiting;
    private boolean isEnding;

    /** @param context the event loop that owns the link and the mirror, and calls this */
    public DoubtfulClaims(RedisLink link, Context context, AssignmentMirror mirror, MeterRegistry registry) {
        this.link = link;
        this.context = context;
        this.mirror = mirror;
        this.unmirrored = AssignmentMirror.unmirrored(registry);
        mirror.askBeforeTheEnd(this::settled);
    }

    private record Doubt(SubjectId subject, Claim claim) {}

    /** Takes note of a claim of which nobody knows whether it holds; returns at once. */
    public void note(SubjectId subject, Claim claim) {
        if (doubts.size() >= AssignmentMirror.MAX_KEPT) {
            unmirrored.increment(claim.added().size());
            return;
        }
        doubts.add(new Doubt(subject, claim));
        askLater();
    }

    private void askLater() {
        if (!isWaiting && !isEnding) {
            isWaiting = true;
            context.owner().setTimer(ASK_AFTER_MILLIS, now -> {
                if (!isEnding) {
                    asking = ask().onComplete(over -> {
                        isWaiting = false;
                        if (!doubts.isEmpty()) {
                            askLater();
                        }
                    });
                }
            });
        }
    }

    /** Asks once more; what is in doubt even then is counted as having no copy. Always succeeds. */
    private Future<Void> settled() {
        isEnding = true;
        return asking.transform(before -> ask()).transform(over -> {
            mirror.giveUp(
                    doubts.stream()
                            .mapToInt(doubt -> doubt.claim().added().size())
                            .sum(),
                    "nobody knows whether new assignments hold, and they have no copy in Postgres");
            doubts.clear();
            return Future.succeededFuture();
        });
    }

    /** Completes when all are asked, and fails with the first answer that does not come. */
    private Future<Void> ask() {
        if (doubts.isEmpty()) {
            return Future.succeededFuture();
        }
        var asked = new ArrayList<Doubt>();
        var request = Request.cmd(Command.MGET);
        while (asked.size() < MirrorStreams.MAX_SUBJECTS && !doubts.isEmpty()) {
            asked.add(doubts.remove());
            request.arg(AssignmentRecord.key(asked.getLast().subject()));
        }
        return link.send(request, TIMEOUT_MILLIS)
                .onFailure(failure -> doubts.addAll(asked))
                .compose(records -> {
                    settle(asked, records);
                    return ask();
                });
    }

    private void settle(List<Doubt> asked, @Nullable Response records) {
        for (int i = 0; i < asked.size(); i++) {
            var record = records == null ? null : records.get(i);
            if (record != null) {
                settle(asked.get(i), record.toString() + ";");
            }
        }
    }

    private void settle(Doubt doubt, String record) {
        var claim = doubt.claim();
        var held = claim.added().stream()
                .filter(added -> record.contains(entry(added, claim.second())))
                .toList();
        if (!held.isEmpty()) {
            mirror.claimed(
                    doubt.subject(),
                    new Claim(claim.before(), claim.after(), held, claim.planRevision(), claim.second()));
        }
    }

    private static String entry(Decision.Assigned added, long second) {
        return ";" + AssignmentRecord.keyOf(added.experiment().id()) + ":" + added.index() + ":" + second + ";";
    }
}
