package io.lotty.chaos;

import io.lotty.chaos.Schedule.Blow;
import io.lotty.event.redis.StreamsInSight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * How fast events flow while nothing is killed: what the ingest can do, how soon an accepted event is seen in a report at half
 * of that, and what becomes of senders and of decide while the ingest stands still for a minute.
 */
final class Flow {
    private static final int BATCH = 100;
    private static final int FILLING = 200_000;
    private static final int WARM_UPS = 2;
    private static final Duration FROZEN_WHILE_FILLING = Duration.ofSeconds(20);
    private static final Duration WARMING = Duration.ofSeconds(40);
    private static final Duration PROBING = Duration.ofSeconds(60);
    /** Who asks without end takes a core from those who are measured. */
    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(100);

    private static final Duration BEFORE = Duration.ofSeconds(30);
    private static final Duration STOPPED = Duration.ofSeconds(60);
    private static final Duration AFTER = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int MOST_EVENTS = 20_000_000;

    private final Stage stage;
    private final Trial trial;
    private final NumberedEvents events;
    private final Ledger ledger = new Ledger(MOST_EVENTS);
    private final Receipts receipts = new Receipts(System.nanoTime());
    private int next;

    Flow(Stage stage, Trial trial) {
        this.stage = stage;
        this.trial = trial;
        this.events = new NumberedEvents(
                trial.decisions(), Instant.now().truncatedTo(ChronoUnit.MILLIS), Duration.ofHours(1));
    }

    /** Prints what it finds; says whether everything that was acknowledged is stored once. */
    boolean measure() {
        for (int run = 0; run < WARM_UPS; run++) {
            capacity();
        }
        say("stored at most, nothing else to be done", "%,.0f events a second", capacity());
        through();
        double most = through();
        say("sent, taken in and stored at most, all at once", "%,.0f events a second", most);
        seenAt(most / 2);
        stoppedAt(most / 2);
        return isWhole();
    }

    private static void say(String what, String format, Object... figures) {
        IO.println(what + ": " + format.formatted(figures));
    }

    /** Fills the streams while the ingest is frozen; gives the events a second that it stores then, nothing else to be done. */
    private double capacity() {
        var thaw = freeze(FROZEN_WHILE_FILLING);
        try (var sending = send(Double.MAX_VALUE, FILLING)) {
            sending.await();
        }
        if (thaw.isDone()) {
            throw new IllegalStateException("the streams were not filled within " + FROZEN_WHILE_FILLING);
        }
        long begin = thaw.join();
        awaitStored();
        return FILLING * 1e9 / (System.nanoTime() - begin);
    }

    /** Sends as quickly as it goes while the ingest works, too; gives the events a second that get into the tables. */
    private double through() {
        long begin = System.nanoTime();
        try (var sending = send(Double.MAX_VALUE, 2 * FILLING)) {
            sending.await();
        }
        awaitStored();
        return 2 * FILLING * 1e9 / (System.nanoTime() - begin);
    }

    /** Offers one event at a time under load, and asks for the report of its minute until it is there. */
    private void seenAt(double perSecond) {
        var delays = new ArrayList<Long>();
        var reports = new ArrayList<Long>();
        try (var sending = send(perSecond, WARMING.plus(PROBING))) {
            Pause.of(WARMING);
            var reader = new Trial.Reader(trial, stage.management());
            long end = System.nanoTime() + PROBING.minusSeconds(2).toNanos();
            for (int probe = 0; System.nanoTime() < end; probe++) {
                keep(stage.edges()
                        .getFirst()
                        .offer(events.probe(probe, trial.probed()))
                        .join());
                long accepted = System.nanoTime();
                while (!isSeen(reader, events.probedAt(probe), reports)) {
                    Pause.of(BETWEEN_REPORTS);
                }
                delays.add(System.nanoTime() - accepted);
            }
            sending.await();
        }
        awaitStored();
        say(
                "accepted until seen in the report",
                "p50 %d ms, p99 %d ms, max %d ms (%d events asked for one by one, at %,.0f events a second)",
                DecideCalls.percentile(delays, 0.5).toMillis(),
                DecideCalls.percentile(delays, 0.99).toMillis(),
                DecideCalls.percentile(delays, 1).toMillis(),
                delays.size(),
                perSecond);
        say(
                "of that a report",
                "p50 %d ms, p99 %d ms",
                DecideCalls.percentile(reports, 0.5).toMillis(),
                DecideCalls.percentile(reports, 0.99).toMillis());
    }

    private static boolean isSeen(Trial.Reader reader, Instant from, List<Long> reports) {
        long begin = System.nanoTime();
        int conversions = reader.conversions(from);
        reports.add(System.nanoTime() - begin);
        return conversions > 0;
    }

    /** A minute without ingest under load, which goes on until what has gathered is stored. */
    private void stoppedAt(double perSecond) {
        try (var sending = send(perSecond, BEFORE.plus(STOPPED).plus(AFTER))) {
            DecideCalls before;
            try (var calls = DecideCalls.begin(trial, stage.edges().getFirst())) {
                Pause.of(BEFORE);
                before = calls;
            }
            var thaw = freeze(STOPPED);
            DecideCalls meanwhile;
            try (var calls = DecideCalls.begin(trial, stage.edges().getFirst())) {
                thaw.join();
                meanwhile = calls;
            }
            long begin = System.nanoTime();
            long gathered = entries();
            Pause.until("what has gathered is stored", PATIENCE, () -> entries() <= gathered / 100);
            double seconds = (System.nanoTime() - begin) / 1e9;
            sending.await();
            say(
                    "ingest stopped for " + STOPPED.toSeconds() + " s",
                    "%,d entries gathered at %,.0f events a second; caught up in %.1f s under the same load: %.1f × the intake",
                    gathered,
                    perSecond,
                    seconds,
                    (STOPPED.toSeconds() + seconds) / seconds);
            say("decide before", latency(before));
            say("decide meanwhile", latency(meanwhile));
        }
        awaitStored();
    }

    private static String latency(DecideCalls calls) {
        return "p50 %.2f ms, p99 %.2f ms, %d failures"
                .formatted(
                        calls.percentile(0.5).toNanos() / 1e6,
                        calls.percentile(0.99).toNanos() / 1e6,
                        calls.failures());
    }

    private boolean isWhole() {
        var stored = StoredEvents.read(stage.postgresUrl(), ledger);
        var reported = Figures.of(trial.report(stage.management(), events));
        var faults = new ArrayList<>(Figures.of(ledger, events).differences(reported));
        faults.addAll(receipts.sum().complaints());
        say(
                "all",
                "%,d events acknowledged, %,d stored, lost %d, double %d, report %s",
                receipts.sum().acknowledged(),
                stored.rows(),
                stored.lost(),
                stored.doubled(),
                faults.isEmpty() ? "agrees" : faults.toString());
        return stored.lost() == 0 && stored.doubled() == 0 && faults.isEmpty();
    }

    private Sending send(double perSecond, Duration time) {
        return send(perSecond, (int) (perSecond * time.toSeconds()) / BATCH * BATCH);
    }

    /** Begins to send so many new events, at that rate or as quickly as it goes. */
    private Sending send(double perSecond, int count) {
        long begin = System.nanoTime();
        var batches = new ArrayList<Sender.Batch>();
        for (int done = 0; done < count; done += BATCH) {
            batches.add(new Sender.Batch(next + done, BATCH, begin + (long) (done / perSecond * 1e9)));
        }
        next += count;
        var books = new Sending.Books(events, ledger, receipts);
        long deadline = begin + (long) (count / perSecond * 1e9) + PATIENCE.toNanos();
        return Sending.begin(batches, stage.edges(), books, new SplittableRandom(next), deadline);
    }

    /** Freezes the ingest; completes with the nano time at which it woke. */
    private CompletableFuture<Long> freeze(Duration pause) {
        return CompletableFuture.supplyAsync(
                () -> wake(new Blow(Target.INGEST_1, Weapon.FREEZE, pause)), Thread::startVirtualThread);
    }

    private long wake(Blow blow) {
        try {
            var hit = stage.part(blow.target()).suffer(blow);
            return System.nanoTime() - hit.starting().toNanos();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void keep(Answer answer) {
        if (!(answer instanceof Answer.Kept)) {
            throw new IllegalStateException("an event is not taken: " + answer);
        }
    }

    private void awaitStored() {
        Pause.until("everything acknowledged is stored", PATIENCE, () -> entries() == 0);
    }

    private long entries() {
        return stage.streams().look().map(StreamsInSight.Sight::entries).orElse(Long.MAX_VALUE);
    }
}
