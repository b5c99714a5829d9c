package io.lotty.bench;

import java.time.Duration;
import java.util.List;

/** How many events are taken in batches of {@value EventBatch#EVENTS}, against a floor that appends the body to a stream unread. */
final class Intake {
    private static final String LABEL = "intake";
    private static final int DECISIONS = 1_000;
    private static final int WARM_UP_SECONDS = 8;

    private final Options options;
    private final Rig rig;
    private final Throughput throughput;

    Intake(Options options, Rig rig, Throughput throughput) {
        this.options = options;
        this.rig = rig;
        this.throughput = throughput;
    }

    List<Figures> measure(Rig.Server floor, Rig.Server edge) {
        var events = new Figures(LABEL, "events a second", "≥ 0.7");
        var cpu = new Figures(LABEL, "CPU µs an event", "");
        rig.configure(edge, Scenario.RETURNING.size());
        var batch = EventBatch.about(rig.decisionIds(edge, DECISIONS));
        rig.teach(floor, rig.send(edge, batch));
        for (int second = 0; second < WARM_UP_SECONDS; second++) {
            run(floor, batch, Duration.ofSeconds(1));
            run(edge, batch, Duration.ofSeconds(1));
        }
        for (int pair = 0; pair < options.pairs(); pair++) {
            var base = run(floor, batch, options.run());
            var lotty = run(edge, batch, options.run());
            events.add(base.perSecond() * EventBatch.EVENTS, lotty.perSecond() * EventBatch.EVENTS);
            cpu.add(base.cpuMicros() / EventBatch.EVENTS, lotty.cpuMicros() / EventBatch.EVENTS);
        }
        return List.of(events, cpu);
    }

    /** Streams are emptied before: what a run leaves must not weigh on the next. */
    private Throughput.Measured run(Rig.Server server, EventBatch batch, Duration time) {
        rig.forgetEvents();
        return throughput.run(server, batch, time);
    }
}
