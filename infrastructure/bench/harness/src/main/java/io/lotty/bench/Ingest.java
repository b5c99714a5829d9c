package io.lotty.bench;

import io.lotty.bench.BareInserts.Tables;
import io.lotty.event.pg.ReadyRows;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How many events a second get from the streams into the tables while nothing else is done, against bare inserts of the same
 * rows into the same tables. The streams are filled before while the ingest is frozen.
 */
final class Ingest {
    private static final String LABEL = "ingest";
    private static final Duration FILLING = Duration.ofSeconds(2);
    private static final int WARM_UPS = 8;
    private static final long LOOK_NANOS = 5_000_000;
    private static final int SUBJECTS = 5_000;
    /** Of events that bare inserts write: far from those that are sent. */
    private static final long FAR = 500_000_000_000L;

    private final Options options;
    private final Rig rig;
    private final Load load;
    private final Figures events = new Figures(LABEL, "events a second", "≥ 0.6");
    private final Figures cpu = new Figures(LABEL, "CPU µs an event, stores too", "");
    private final Figures wide = new Figures(LABEL, "events a second, floor with one table", "");
    private long batch;

    Ingest(Options options, Rig rig, Load load) {
        this.options = options;
        this.rig = rig;
        this.load = load;
    }

    /** @param wide events a second of the floor with one table */
    private record Round(double lotty, double floor, double wide, double cpuOfLotty, double cpuOfFloor) {}

    List<Figures> measure(Rig.Server edge) throws IOException {
        rig.configure(edge, new Configurations.Size(50, 50, false));
        var reported = Reported.about(rig.decisionIds(edge, SUBJECTS, 10));
        rig.forgetEvents();
        try (var ingest = rig.ingest(options.jvmFlags());
                var bare = rig.bareInserts(reported, FAR)) {
            for (int run = -WARM_UPS; run < options.pairs(); run++) {
                var round = round(ingest, edge, reported, bare, run % 2 == 0);
                if (run >= 0) {
                    events.add(round.floor(), round.lotty());
                    cpu.add(round.cpuOfFloor(), round.cpuOfLotty());
                    wide.add(round.wide(), round.lotty());
                }
            }
        }
        return List.of(events, cpu, wide);
    }

    /** In turn who is first: what the one leaves to the stores, such as a checkpoint, the other has to bear. */
    private Round round(Rig.Server ingest, Rig.Server edge, Reported reported, BareInserts bare, boolean isFloorFirst)
            throws IOException {
        long sent = fill(ingest, edge, reported);
        var same = bare.ready(Tables.SAME, sent);
        var one = bare.ready(Tables.ONE, sent);
        if (isFloorFirst) {
            var floor = write(bare, same);
            var wide = write(bare, one);
            long before = bare.stored();
            var lotty = drained(ingest);
            return rounded(lotty, bare.stored() - before, floor, wide, bare.events(same));
        }
        long before = bare.stored();
        var lotty = drained(ingest);
        long stored = bare.stored() - before;
        var wide = write(bare, one);
        return rounded(lotty, stored, write(bare, same), wide, bare.events(same));
    }

    private static Round rounded(Computing lotty, long stored, Computing floor, Computing wide, long written) {
        return new Round(
                lotty.perSecond(stored),
                floor.perSecond(written),
                wide.perSecond(written),
                lotty.cpuMicros(stored),
                floor.cpuMicros(written));
    }

    private long fill(Rig.Server ingest, Rig.Server edge, Reported reported) throws IOException {
        ingest.process().freeze();
        var sent = load.closed(edge.port(), reported, batch, options.connections(), FILLING)
                .requireSound();
        batch += sent.answers() + options.connections();
        return sent.answers() * EventBatch.EVENTS;
    }

    private static Computing write(BareInserts bare, List<List<ReadyRows.Statement>> ready) {
        var begun = Computing.begin();
        bare.write(ready);
        return begun.end();
    }

    private Computing drained(Rig.Server ingest) throws IOException {
        var begun = Computing.begin();
        ingest.process().thaw();
        while (rig.waitingEntries() > 0) {
            ingest.process().requireAlive();
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return begun.end();
    }
}
