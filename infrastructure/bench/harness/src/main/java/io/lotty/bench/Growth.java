package io.lotty.bench;

import java.io.IOException;
import java.util.List;

/** What a large configuration costs: 2,000 running experiments and 10,000 flags beside the one that is asked for. */
final class Growth {
    private static final Configurations.Size SMALL = new Configurations.Size(10, 10, true);
    private static final Configurations.Size LARGE = new Configurations.Size(10_000, 2_000, true);
    private static final Question QUESTION =
            Question.about(10_000, Configurations.attributes() + Configurations.asking(1));

    private final Options options;
    private final Rig rig;
    private final Throughput throughput;

    Growth(Options options, Rig rig, Throughput throughput) {
        this.options = options;
        this.rig = rig;
        this.throughput = throughput;
    }

    /** The same request to the same edge. */
    List<Figures> measure(Rig.Server edge) {
        var answers = new Figures("growth", "answers a second, 10 → 2,000 experiments", "≥ 0.85");
        rig.configure(edge, SMALL);
        throughput.warmUp(edge, QUESTION);
        for (int pair = 0; pair < options.pairs(); pair++) {
            rig.configure(edge, SMALL);
            double small = throughput.run(edge, QUESTION, options.run()).perSecond();
            rig.configure(edge, LARGE);
            answers.add(small, throughput.run(edge, QUESTION, options.run()).perSecond());
        }
        return List.of(answers);
    }

    /** An edge in a heap of 256 MB against the one of all other scenarios, with a new configuration before each run. */
    List<Figures> measureSmallHeap(Rig.Server edge) throws IOException {
        var answers = new Figures("small-heap", "answers a second, heap 1 GB → 256 MB", "serves");
        try (var small = rig.edge("small-edge", List.of("-Xmx256m"))) {
            rig.configure(small, LARGE);
            rig.configure(edge, LARGE);
            throughput.warmUp(small, QUESTION);
            throughput.warmUp(edge, QUESTION);
            for (int pair = 0; pair < options.pairs(); pair++) {
                rig.configure(small, LARGE);
                answers.add(
                        throughput.run(edge, QUESTION, options.run()).perSecond(),
                        throughput.run(small, QUESTION, options.run()).perSecond());
            }
        }
        return List.of(answers);
    }
}
