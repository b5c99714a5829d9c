package io.lotty.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How many events a second get from the streams into the tables while nothing else is done, against bare inserts of rows
 * like them. The streams are filled before while the ingest is frozen.
 */
final class Ingest {
    private static final String LABEL = "ingest";
    private static final Duration FILLING = Duration.ofSeconds(2);
    private static final int WARM_UPS = 3;
    private static final long LOOK_NANOS = 10_000_000;

    private final Options options;
    private final Rig rig;
    private final Load load;
    private long batch = System.currentTimeMillis() % 1_000_000 * 1_000_000;

    Ingest(Options options, Rig rig, Load load) {
        this.options = options;
        this.rig = rig;
        this.load = load;
    }

    List<Figures> measure(Rig.Server edge) throws IOException {
        var events = new Figures(LABEL, "events a second", "≥ 0.6");
        rig.configure(edge, Scenario.RETURNING.size());
        var batches = EventBatch.about(rig.decisionIds(edge, EventBatch.EVENTS));
        rig.forgetEvents();
        try (var ingest = rig.ingest(options.jvmFlags());
                var bare = rig.bareInserts()) {
            for (int run = -WARM_UPS; run < options.pairs(); run++) {
                long sent = fill(ingest, edge, batches);
                double lotty = drained(ingest, sent);
                double base = bare.perSecond(sent);
                if (run >= 0) {
                    events.add(base, lotty);
                }
            }
        }
        return List.of(events);
    }

    private long fill(Rig.Server ingest, Rig.Server edge, EventBatch batches) throws IOException {
        ingest.process().freeze();
        var sent = load.closed(edge.port(), batches, batch, options.connections(), FILLING)
                .requireSound();
        batch += sent.answers() + options.connections();
        return sent.answers() * EventBatch.EVENTS;
    }

    private double drained(Rig.Server ingest, long events) throws IOException {
        long begun = System.nanoTime();
        ingest.process().thaw();
        while (rig.waitingEntries() > 0) {
            ingest.process().requireAlive();
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return events * 1e9 / (System.nanoTime() - begun);
    }
}
