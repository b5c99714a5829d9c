package io.lotty.event.pg;

import io.lotty.platform.pg.Pg;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the tables of events need now and then: weeks ahead, an end of old weeks, new generations of ids, an end of
 * knowing old tallies. Any process may do it at any time, several at once too; what fails is done the next time.
 */
public final class EventUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(EventUpkeep.class);

    private final Pg pg;
    private final EventWeeks weeks;
    private final EventGenerations generations;
    private final Keeping keeping;
    private final Counter made;
    private final Counter dropped;
    private final Counter begun;
    private final Counter failures;

    public EventUpkeep(Pg pg, Keeping keeping, MeterRegistry registry) {
        this.pg = pg;
        this.weeks = new EventWeeks(pg);
        this.generations = new EventGenerations(pg);
        this.keeping = keeping;
        this.made = counter(registry, "lotty.events.weeks.made", "Weekly partitions that were made ahead");
        this.dropped = counter(registry, "lotty.events.weeks.dropped", "Weekly partitions that went by age");
        this.begun = counter(registry, "lotty.events.generations", "Generations of event ids that were begun");
        this.failures = counter(registry, "lotty.events.upkeep.failures", "Work on the tables of events that failed");
    }

    /**
     * For how long.
     *
     * @param events after that they go, a week at a time
     * @param ids an id is known for at least that long: longer than an event may be old
     */
    public record Keeping(Duration events, Duration ids) {}

    public void tend(Instant now) {
        attempt("make weeks ahead", () -> {
            int fresh = weeks.makeAhead(now);
            made.increment(fresh);
            return fresh;
        });
        attempt("drop old weeks", () -> {
            var gone = weeks.dropOlderThan(keeping.events());
            dropped.increment(gone.size());
            return gone.size();
        });
        attempt("begin a generation of ids", () -> {
            var generation = generations.beginWhenDue(keeping.ids());
            generation.ifPresent(number -> begun.increment());
            return generation.isPresent() ? 1 : 0;
        });
        attempt("forget which tallies are counted", () -> PgTallies.forgetCounted(pg));
    }

    /** One that fails leaves the others their turn, whatever it fails of. */
    private void attempt(String work, IntSupplier attempt) {
        try {
            int times = attempt.getAsInt();
            if (times > 0) {
                LOG.atInfo()
                        .addKeyValue("work", work)
                        .addKeyValue("times", times)
                        .log("tables of events");
            }
        } catch (RuntimeException later) {
            failures.increment();
            LOG.atWarn()
                    .addKeyValue("work", work)
                    .addKeyValue("cause", later.toString())
                    .log("tables of events: failed, to be tried again");
        }
    }

    private static Counter counter(MeterRegistry registry, String name, String words) {
        return Counter.builder(name).description(words).register(registry);
    }
}
