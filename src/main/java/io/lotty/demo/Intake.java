package io.lotty.demo;

import io.lotty.demo.LottyClient.Credential;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hands batches to Lotty and keeps count of its answers. A batch that was not acknowledged is sent again whole, under
 * the same event ids. Shared by all senders.
 */
final class Intake {
    private final LottyClient lotty;
    private final Credential key;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicReference<String> firstError = new AtomicReference<>("");

    /**
     * What Lotty has answered so far.
     *
     * @param sent events in batches that were acknowledged, copies included
     * @param firstError the first rejected event as Lotty described it, or nothing
     */
    record Count(long sent, long accepted, long duplicates, long rejected, String firstError) {
        long answered() {
            return accepted + duplicates + rejected;
        }

        @Override
        public String toString() {
            return "events acknowledged %d (accepted %d, duplicates %d, rejected %d)"
                    .formatted(sent, accepted, duplicates, rejected);
        }
    }

    Intake(LottyClient lotty, Credential key) {
        this.lotty = lotty;
        this.key = key;
    }

    void hand(List<ShopEvent> batch) {
        var events = new JsonArray();
        batch.forEach(event -> events.add(event.toJson()));
        var answer = lotty.post("/events", key, new JsonObject().put("events", events))
                .orStop("take events");
        sent.addAndGet(batch.size());
        accepted.addAndGet(answer.getLong("accepted", 0L));
        duplicates.addAndGet(answer.getLong("duplicates", 0L));
        rejected.addAndGet(answer.getLong("rejected", 0L));
        var errors = answer.getJsonArray("errors", new JsonArray());
        if (!errors.isEmpty()) {
            firstError.compareAndSet("", errors.getJsonObject(0).encode());
        }
    }

    Count count() {
        return new Count(sent.get(), accepted.get(), duplicates.get(), rejected.get(), firstError.get());
    }
}
