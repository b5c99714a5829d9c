package io.lotty.bench;

import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How many events a second get from the streams into the tables while nothing else is done, against bare inserts of the same
 * rows. The streams are filled before while the ingest is frozen.
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
    private final Figures once = new Figures(LABEL, "events a second, floor leaves repeated ids out", "");
    private long batch;

    Ingest(Options options, Rig rig, Load load) {
        this.options = options;
        this.rig = rig;
        this.load = load;
    }

    /** @param bare and {@code once}: the floor that fails where an id is there, and the one that leaves it out */
    private record Round(double lotty, double bare, double once, double cpuOfLotty, double cpuOfBare) {}

    List<Figures> measure(Rig.Server edge) throws IOException {
        rig.configure(edge, new Configurations.Size(50, 50, false));
        var reported = Reported.about(rig.decisionIds(edge, SUBJECTS, 10));
        rig.forgetEvents();
        try (var ingest = rig.ingest(options.jvmFlags());
                var bare = rig.bareInserts(reported, FAR)) {
            for (int run = -WARM_UPS; run < options.pairs(); run++) {
                var round = round(ingest, edge, reported, bare, run % 2 == 0);
                if (run >= 0) {
                    events.add(round.bare(), round.lotty());
                    cpu.add(round.cpuOfBare(), round.cpuOfLotty());
                    once.add(round.once(), round.lotty());
                }
            }
        }
        return List.of(events, cpu, once);
    }

    /** In turn who is first: what the one leaves to the stores, such as a checkpoint, the other has to bear. */
    private Round round(Rig.Server ingest, Rig.Server edge, Reported reported, BareInserts bare, boolean isBareFirst)
            throws IOException {
        long before = bare.stored();
        long sent = fill(ingest, edge, reported);
        var plain = bare.ready(sent);
        var once = bare.ready(sent);
        if (isBareFirst) {
            var floor = write(bare, plain, BareInserts.Repeated.FAILS);
            var other = write(bare, once, BareInserts.Repeated.IS_LEFT_OUT);
            return rounded(drained(ingest), bare.stored() - before, floor, other, bare.rows(plain));
        }
        var drained = drained(ingest);
        long stored = bare.stored() - before;
        var other = write(bare, once, BareInserts.Repeated.IS_LEFT_OUT);
        return rounded(drained, stored, write(bare, plain, BareInserts.Repeated.FAILS), other, bare.rows(plain));
    }

    private static Round rounded(Computing lotty, long stored, Computing floor, Computing once, long rows) {
        return new Round(
                lotty.perSecond(stored),
                floor.perSecond(rows),
                once.perSecond(rows),
                lotty.cpuMicros(stored),
                floor.cpuMicros(rows));
    }

    private long fill(Rig.Server ingest, Rig.Server edge, Reported reported) throws IOException {
        ingest.process().freeze();
        var sent = load.closed(edge.port(), reported, batch, options.connections(), FILLING)
                .requireSound();
        batch += sent.answers() + options.connections();
        return sent.answers() * EventBatch.EVENTS;
    }

    private static Computing write(BareInserts bare, List<Tuple> ready, BareInserts.Repeated repeated) {
        var begun = Computing.begin();
        bare.write(ready, repeated);
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
