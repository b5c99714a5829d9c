package io.lotty.bench;

import java.util.Locale;

/** What is asked of which configuration, for throughput against the floor. */
enum Scenario {
    /** A subject that comes back, one flag, one running experiment. */
    RETURNING(new Configurations.Size(1, 1, false), Question.about(10_000, Configurations.asking(1)), "≥ 1.0"),
    /** Ten flags of fifty running experiments, each with targeting. */
    MANY_FLAGS(
            new Configurations.Size(50, 50, true),
            Question.about(10_000, Configurations.attributes() + Configurations.asking(10)),
            "≥ 0.7"),
    /** Subjects that were never seen: each request claims. */
    NEWCOMERS(
            new Configurations.Size(1, 1, false),
            Question.about(1_000_000_000_000L, Configurations.asking(1)),
            "≥ 0.5");

    private final Configurations.Size size;
    private final Question question;
    private final String target;

    Scenario(Configurations.Size size, Question question, String target) {
        this.size = size;
        this.question = question;
        this.target = target;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Configurations.Size size() {
        return size;
    }

    Question question() {
        return question;
    }

    /** What the throughput's ratio to the floor's is to be. */
    String target() {
        return target;
    }
}
