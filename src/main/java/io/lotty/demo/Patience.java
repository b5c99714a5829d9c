package io.lotty.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tries again while Lotty is away: on a broken connection, 5xx and 429, after 0.1 s doubled up to 2 s, or as long as
 * {@code Retry-After} asks. Ends the run when nobody has had an answer for the limit. Shared by all senders, so that one
 * outage is one outage and told once.
 */
final class Patience {
    private static final long FIRST_REST_MILLIS = 100;
    private static final long LONGEST_REST_MILLIS = 2_000;
    /** A single lost answer is no outage, and no news. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    private final Duration limit;
    private final LongSupplier nanoTime;
    private final Consumer<Duration> rest;
    private final Screen screen;
    private final AtomicLong lastAnswer;
    private final AtomicLong retries = new AtomicLong();
    private final AtomicBoolean away = new AtomicBoolean();

    /** One request. Safe to repeat: by event id, idempotency key or nature. */
    @FunctionalInterface
    interface Attempt {
        Answer make() throws IOException;
    }

    Patience(Duration limit, LongSupplier nanoTime, Consumer<Duration> rest, Screen screen) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.rest = rest;
        this.screen = screen;
        this.lastAnswer = new AtomicLong(nanoTime.getAsLong());
    }

    /** The first answer that is not a passing trouble. */
    Answer insist(Attempt attempt) {
        for (var restMillis = FIRST_REST_MILLIS; ; restMillis = Math.min(2 * restMillis, LONGEST_REST_MILLIS)) {
            var wish = Duration.ofMillis(restMillis);
            try {
                var answer = attempt.make();
                if (!answer.isPassing()) {
                    answered();
                    return answer;
                }
                var asked = answer.retryAfter().orElse(wish);
                pause(answer.refusal(), asked.compareTo(wish) > 0 ? asked : wish);
            } catch (IOException broken) {
                var message = broken.getMessage();
                pause(message == null ? "no connection" : message, wish);
            }
        }
    }

    /** How often a request was made again. */
    long retries() {
        return retries.get();
    }

    private void answered() {
        var now = nanoTime.getAsLong();
        var before = lastAnswer.getAndSet(now);
        if (away.compareAndSet(true, false)) {
            screen.say("Lotty answers again, after %.1f s.".formatted((now - before) / 1e9));
        }
    }

    private void pause(String trouble, Duration wish) {
        var left = limit.minusNanos(nanoTime.getAsLong() - lastAnswer.get());
        if (!left.isPositive()) {
            throw new Stopped("Lotty has not answered for " + limit.toSeconds() + " s (" + trouble
                    + "). Is it running? The same command goes on where this run stopped.");
        }
        if (limit.minus(left).compareTo(WORTH_TELLING) >= 0 && away.compareAndSet(false, true)) {
            screen.say("waiting for Lotty … (" + trouble + "; giving up after " + limit.toSeconds() + " s)");
        }
        retries.incrementAndGet();
        rest.accept(wish.compareTo(left) < 0 ? wish : left);
    }
}
