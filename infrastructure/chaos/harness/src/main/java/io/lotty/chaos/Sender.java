package io.lotty.chaos;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * Reports batches of events, each at its time or as soon as it can, and sends each until it is acknowledged, to whichever
 * edge. Some it sends to all edges at once, as clients do that lose their patience.
 */
final class Sender {
    private static final double SHARE_AT_ONCE = 0.05;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final List<Api> edges;
    private final NumberedEvents events;
    private final Ledger ledger;
    private final Receipts receipts;
    private final RandomGenerator random;

    Sender(List<Api> edges, NumberedEvents events, Ledger ledger, Receipts receipts, RandomGenerator random) {
        this.edges = List.copyOf(edges);
        this.events = events;
        this.ledger = ledger;
        this.receipts = receipts;
        this.random = random;
    }

    /** Events of consecutive numbers. */
    record Batch(int first, int size, long dueNanos) {}

    /** @param deadlineNanos by which everything is to be acknowledged; else it fails */
    void send(List<Batch> batches, long deadlineNanos) {
        for (var batch : batches) {
            Pause.until(batch.dueNanos());
            deliver(batch, deadlineNanos);
        }
    }

    private void deliver(Batch batch, long deadlineNanos) {
        ledger.sent(batch.first(), batch.size());
        var body = events.batch(batch.first(), batch.size());
        boolean isAtOnce = random.nextDouble() < SHARE_AT_ONCE;
        int sent = 0;
        int retried = 0;
        var heard = new Heard();
        while (true) {
            var asked = isAtOnce ? edges : List.of(edges.get(random.nextInt(edges.size())));
            sent += asked.size();
            var answers = asked.stream().map(edge -> edge.offer(body)).toList();
            answers.stream().map(CompletableFuture::join).forEach(heard::add);
            if (heard.isKept) {
                break;
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new IllegalStateException("a batch is not acknowledged; the last answer was " + heard.last);
            }
            Pause.ofMillis(random.nextLong(FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
            retried += asked.size();
        }
        ledger.acknowledged(batch.first(), batch.size());
        receipts.acknowledged(batch.size(), sent, retried, heard.duplicates);
        heard.check(batch);
    }

    /** All answers to one batch. */
    private final class Heard {
        private boolean isKept;
        private int accepted;
        private int duplicates;
        private int lost;
        private String last = "none";

        void add(Answer answer) {
            last = answer.toString();
            switch (answer) {
                case Answer.Kept kept -> {
                    isKept = true;
                    accepted += kept.accepted();
                    duplicates += kept.duplicates();
                }
                case Answer.Away away -> lost++;
                case Answer.Refused refused -> receipts.complain(refused.reason());
            }
        }

        /** Each event is new in one answer; in none only if that answer did not get here. */
        void check(Batch batch) {
            if (accepted > batch.size() || accepted < batch.size() && lost == 0) {
                receipts.complain(accepted + " of a batch's " + batch.size() + " events were called new");
            }
        }
    }
}
