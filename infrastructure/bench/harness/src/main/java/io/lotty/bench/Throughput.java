package io.lotty.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** How much a server answers when it is asked without pause. */
final class Throughput {
    private static final int MOST_WARM_UP_SECONDS = 60;

    private final Options options;
    private final Rig rig;
    private final Load load;
    private long subject = System.currentTimeMillis() % 1_000_000 * 1_000_000;

    Throughput(Options options, Rig rig, Load load) {
        this.options = options;
        this.rig = rig;
        this.load = load;
    }

    /** @param cpuMicros computing time per answer, of the server alone */
    record Measured(double perSecond, double cpuMicros) {}

    List<Figures> measure(Scenario scenario, Rig.Server floor, Rig.Server edge) {
        var answers = new Figures(scenario.label(), "answers a second", scenario.target());
        var cpu = new Figures(scenario.label(), "CPU µs an answer", "");
        rig.configure(edge, scenario.size());
        rig.teach(floor, rig.answer(edge, scenario.question()));
        warmUp(floor, scenario.question());
        warmUp(edge, scenario.question());
        for (int pair = 0; pair < options.pairs(); pair++) {
            var base = run(floor, scenario.question(), options.run());
            var lotty = run(edge, scenario.question(), options.run());
            answers.add(base.perSecond(), lotty.perSecond());
            cpu.add(base.cpuMicros(), lotty.cpuMicros());
        }
        return List.of(answers, cpu);
    }

    /** The floor against one that asks no Redis either. */
    List<Figures> withoutRedis(Rig.Server floor) throws IOException {
        var question = Scenario.RETURNING.question();
        var answers = new Figures("empty-floor", "answers a second, without Redis", "");
        try (var empty = rig.emptyFloor(options.jvmFlags())) {
            warmUp(empty, question);
            warmUp(floor, question);
            for (int pair = 0; pair < options.pairs(); pair++) {
                answers.add(
                        run(floor, question, options.run()).perSecond(),
                        run(empty, question, options.run()).perSecond());
            }
        }
        return List.of(answers);
    }

    void warmUp(Rig.Server server, Requests requests) {
        double answers = 0;
        for (int second = 0; second < MOST_WARM_UP_SECONDS && answers < options.warmUpAnswers(); second++) {
            answers += run(server, requests, Duration.ofSeconds(1)).perSecond();
        }
    }

    Measured run(Rig.Server server, Requests requests, Duration time) {
        var before = server.process().cpu();
        var counted = load.closed(server.port(), requests, subject, options.connections(), time);
        var spent = server.process().cpu().minus(before);
        if (counted.failures() > 0 || counted.answers() == 0) {
            throw new IllegalStateException(counted.failures() + " of " + counted.answers() + " answers failed");
        }
        subject += counted.answers() + options.connections();
        return new Measured(counted.perSecond(), spent.toNanos() / 1e3 / counted.answers());
    }
}
