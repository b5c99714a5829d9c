package io.lotty.chaos;

import io.lotty.event.redis.StreamsInSight;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Rounds one after the other over the same stores: each compares all that was ever acknowledged. */
final class Rounds {
    private static final int MOST_OF_A_BATCH = 100;
    private static final Duration SPREAD = Duration.ofDays(20);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Options options;
    private final Stage stage;
    private final Trial trial;
    private final Ledger ledger;
    private final NumberedEvents events;

    Rounds(Options options, Stage stage, Trial trial) {
        this.options = options;
        this.stage = stage;
        this.trial = trial;
        this.ledger = new Ledger(options.rounds() * options.events());
        this.events = new NumberedEvents(trial.decisions(), Instant.now().truncatedTo(ChronoUnit.MILLIS), SPREAD);
    }

    /** @param round from 0 */
    Outcome play(int round) {
        long seed = options.seed() + round;
        var schedule = Schedule.of(seed, options.load(), options.strikes());
        long begin = System.nanoTime();
        var receipts = new Receipts(begin);
        var hits = new ArrayList<Hit>();
        var random = new SplittableRandom(seed);
        var batches = batches(round * options.events(), random, begin);
        var books = new Sending.Books(events, ledger, receipts);
        long deadline = begin + options.load().plus(PATIENCE).toNanos();
        try (var sending = Sending.begin(batches, stage.edges(), books, random, deadline)) {
            hits.addAll(Blows.deal(schedule, stage, begin));
            sending.await();
        }
        long sent = System.nanoTime();
        stage.awaitAll();
        Pause.until(
                "everything acknowledged is out of the streams",
                PATIENCE,
                () -> stage.streams()
                        .look()
                        .filter(StreamsInSight.Sight::isStored)
                        .isPresent());
        long stored = System.nanoTime();
        var found = StoredEvents.read(stage.postgresUrl(), ledger);
        var reported = Figures.of(trial.report(stage.management(), events));
        return new Outcome(
                round,
                seed,
                schedule,
                hits,
                receipts.sum(),
                found,
                Figures.of(ledger, events).differences(reported),
                stage.streams().look().map(StreamsInSight.Sight::dead).orElse(-1L),
                new Outcome.Times(
                        Duration.ofNanos(sent - begin),
                        Duration.ofNanos(stored - sent),
                        Duration.ofNanos(System.nanoTime() - stored)));
    }

    /** All events of a round, cut into pieces of all sizes, spread evenly over its time. */
    private List<Sender.Batch> batches(int first, RandomGenerator random, long begin) {
        var batches = new ArrayList<Sender.Batch>();
        for (int done = 0; done < options.events(); ) {
            int size = Math.min(random.nextInt(1, MOST_OF_A_BATCH + 1), options.events() - done);
            long due = begin + options.load().toNanos() / options.events() * done;
            batches.add(new Sender.Batch(first + done, size, due));
            done += size;
        }
        return batches;
    }
}
