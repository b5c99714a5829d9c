package io.lotty.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/** Many senders at work, each on its share of the batches. Closing waits until all of them are acknowledged. */
final class Sending implements AutoCloseable {
    private static final int SENDERS = 16;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> all = new ArrayList<>();

    private Sending() {}

    /** What is told of what was sent. */
    record Books(NumberedEvents events, Ledger ledger, Receipts receipts) {}

    /** @param deadlineNanos by which everything is to be acknowledged */
    static Sending begin(
            List<Sender.Batch> batches, List<Api> edges, Books books, RandomGenerator random, long deadlineNanos) {
        var sending = new Sending();
        for (int i = 0; i < SENDERS; i++) {
            var sender = new Sender(
                    edges, books.events(), books.ledger(), books.receipts(), new SplittableRandom(random.nextLong()));
            var mine = new ArrayList<Sender.Batch>();
            for (int each = i; each < batches.size(); each += SENDERS) {
                mine.add(batches.get(each));
            }
            sending.all.add(sending.threads.submit(() -> sender.send(mine, deadlineNanos)));
        }
        return sending;
    }

    /** Waits, and fails as a sender failed. */
    void await() {
        try {
            for (var sender : all) {
                sender.get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
