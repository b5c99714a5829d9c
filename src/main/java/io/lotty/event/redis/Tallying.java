package io.lotty.event.redis;

import io.lotty.event.Offer;
import io.lotty.event.Tally;
import io.lotty.event.TallySheet;
import io.lotty.event.Verdict;
import io.lotty.platform.redis.RedisLink;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what the answers of an edge say of duplicates and rejections, and sends the counts on about once a second, if there
 * are any. Nobody waits for it. What Redis does not take is sent again until it does, under the same number, so that it is
 * counted once; a process that is killed loses a second of it. Belongs to one event loop.
 */
public final class Tallying {
    /** Of one tally, each a line of about 90 bytes. */
    static final int MAX_KINDS = 500;

    /** Beyond about that many the oldest make room, uncounted: an hour without ingest, and a few MB as a rule. */
    static final int MAX_ENTRIES = 10_000;

    static final String STREAM = EventStreams.TALLIES;

    private static final Logger LOG = LoggerFactory.getLogger(Tallying.class);
    private static final long GATHERING_MILLIS = 1_000;
    private static final long TIMEOUT_MILLIS = 2_000;

    private final RedisLink link;
    private final Context context;
    private final UUID sender;
    private final TallyMeters meters;
    private final Tally tally = new Tally(MAX_KINDS);
    private @Nullable TallySheet inHand;
    private Future<Void> sending = Future.succeededFuture();
    private Instant lastCount = Instant.EPOCH;
    private long number;
    private boolean isDue;

    /**
     * Counts for one event loop.
     *
     * @param context the event loop that owns the link and calls this
     * @param sender unlike that of any other, now and later
     */
    public Tallying(RedisLink link, Context context, UUID sender, MeterRegistry registry) {
        this.link = link;
        this.context = context;
        this.sender = sender;
        this.meters = new TallyMeters(registry);
    }

    /** Counts one batch, whose answer says so. */
    public void count(List<Verdict> batch, Offer.Kept kept, Instant receivedAt) {
        tally.count(batch, kept, receivedAt);
        if (tally.isEmpty()) {
            return;
        }
        lastCount = receivedAt;
        if (tally.isFull() && inHand == null) {
            send();
        } else {
            sendLater();
        }
    }

    /** The end: everything is sent once more; what Redis does not take then is lost, and counted as that. Always succeeds. */
    public Future<Void> settled() {
        return sending.transform(over -> send()).transform(over -> send()).transform(over -> {
            long lost = (inHand == null ? 0 : inHand.events())
                    + tally.take().values().stream().mapToLong(Long::longValue).sum();
            if (lost > 0) {
                meters.lost(lost);
                LOG.atWarn()
                        .addKeyValue("events", lost)
                        .log("duplicates and rejections stay uncounted: the process ended before Redis took the tally");
            }
            return Future.succeededFuture();
        });
    }

    private void sendLater() {
        if (!isDue) {
            isDue = true;
            context.owner().setTimer(GATHERING_MILLIS, gathered -> {
                isDue = false;
                send();
            });
        }
    }

    /** What is in hand, or else what was counted since; one at a time. */
    private Future<Void> send() {
        if (!sending.isComplete()) {
            sendLater();
            return sending;
        }
        if (inHand == null && tally.isEmpty()) {
            return Future.succeededFuture();
        }
        var sheet = inHand == null ? new TallySheet(sender, ++number, lastCount, tally.take()) : inHand;
        inHand = sheet;
        sending = link.send(addition(sheet), TIMEOUT_MILLIS)
                .onComplete(answer -> {
                    if (answer.succeeded()) {
                        inHand = null;
                    } else {
                        meters.failure();
                    }
                    if (inHand != null || !tally.isEmpty()) {
                        sendLater();
                    }
                })
                .mapEmpty();
        return sending;
    }

    private static Request addition(TallySheet sheet) {
        return Request.cmd(Command.XADD)
                .arg(STREAM)
                .arg("MAXLEN")
                .arg("~")
                .arg(MAX_ENTRIES)
                .arg("*")
                .arg(TallyPayload.name(sheet))
                .arg(TallyPayload.encode(sheet.counts()));
    }
}
