package io.lotty.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How long answers take while a server is asked at a constant rate: half of what the floor can do at most. */
final class Latency {
    private static final Scenario ASKED = Scenario.RETURNING;
    private static final long PUBLISHING_NANOS = 50_000_000;

    private final Options options;
    private final Rig rig;
    private final Load load;
    private final Throughput throughput;

    Latency(Options options, Rig rig, Load load, Throughput throughput) {
        this.options = options;
        this.rig = rig;
        this.load = load;
        this.throughput = throughput;
    }

    /** Undisturbed. */
    List<Figures> quiet(Rig.Server floor, Rig.Server edge) {
        return compare("latency", "≤ 1.5", floor, edge, () -> {});
    }

    /** While 20 configurations a second are published to the edge, the floor undisturbed. */
    List<Figures> publishing(Rig.Server floor, Rig.Server edge) {
        return compare("latency-publishing", "≤ 2", floor, edge, () -> {
            rig.publish(ASKED.size());
            LockSupport.parkNanos(PUBLISHING_NANOS);
        });
    }

    /** The edge alone, with an ingest beside it and without. */
    List<Figures> alone(Rig.Server floor, Rig.Server edge) throws IOException {
        double rate = prepare(floor, edge);
        var figures = figures("latency-without-ingest", "≈ 1");
        for (int pair = 0; pair < options.pairs(); pair++) {
            Load.Counted with;
            try (var ingest = rig.ingest(options.jvmFlags())) {
                ingest.process().awaitCalm();
                with = ask(edge, rate);
            }
            add(figures, with, ask(edge, rate));
        }
        return figures;
    }

    private List<Figures> compare(
            String label, String target, Rig.Server floor, Rig.Server edge, Runnable disturbance) {
        double rate = prepare(floor, edge);
        var figures = figures(label, target);
        for (int pair = 0; pair < options.pairs(); pair++) {
            var base = ask(floor, rate);
            try (var disturbing = new Disturbing(disturbance)) {
                add(figures, base, ask(edge, rate));
                disturbing.requireNoFailure();
            }
        }
        return figures;
    }

    /** @return answers a second to ask for */
    private double prepare(Rig.Server floor, Rig.Server edge) {
        var answers = throughput.measure(ASKED, floor, edge).getFirst();
        return answers.base() / 2;
    }

    private Load.Counted ask(Rig.Server server, double rate) {
        var counted = load.open(server.port(), ASKED.question(), rate, 4 * options.connections(), options.run());
        if (counted.failures() > 0) {
            throw new IllegalStateException(counted.failures() + " of " + counted.answers() + " answers failed");
        }
        return counted;
    }

    private static List<Figures> figures(String label, String target) {
        return List.of(
                new Figures(label, "p50 ms", ""),
                new Figures(label, "p99 ms", target),
                new Figures(label, "p99.9 ms", ""));
    }

    private static void add(List<Figures> figures, Load.Counted base, Load.Counted compared) {
        figures.get(0).add(base.latencyMillis(50), compared.latencyMillis(50));
        figures.get(1).add(base.latencyMillis(99), compared.latencyMillis(99));
        figures.get(2).add(base.latencyMillis(99.9), compared.latencyMillis(99.9));
    }

    /** Does something over and over until it is closed. */
    private static final class Disturbing implements AutoCloseable {
        private final Thread thread;
        private volatile boolean isOver;
        private volatile boolean hasFailed;

        Disturbing(Runnable disturbance) {
            this.thread = Thread.ofPlatform().start(() -> {
                while (!isOver && !hasFailed) {
                    try {
                        disturbance.run();
                    } catch (RuntimeException failure) {
                        hasFailed = true;
                    }
                    LockSupport.parkNanos(1_000_000);
                }
            });
        }

        void requireNoFailure() {
            if (hasFailed) {
                throw new IllegalStateException("the disturbance came to an end by itself");
            }
        }

        @Override
        public void close() {
            isOver = true;
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
