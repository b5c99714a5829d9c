package io.lotty.decision;

import io.lotty.experiment.Conflict;
import io.lotty.experiment.ConflictDomain;
import io.lotty.experiment.Salt;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import io.lotty.targeting.Attributes;
import io.lotty.targeting.ParseResult;
import io.lotty.targeting.Rule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Plans to test with. */
public final class Plans {
    private static final List<String> RULES =
            List.of("", "country == \"RU\"", "NOT country == \"RU\"", "level > 3 OR EXISTS beta", "FALSE_FLAG == true");

    private Plans() {}

    /** A flag of strings with the default "grey". */
    public static FlagPlan flag(String key) {
        return new FlagPlan(new FlagKey(key), text("grey"), Optional.empty());
    }

    public static FlagPlan flag(String key, ExperimentPlan experiment) {
        return new FlagPlan(new FlagKey(key), text("grey"), Optional.of(experiment));
    }

    /** An experiment with these weights, in millionths, whose variants are called v0, v1 … and give their names. */
    public static ExperimentPlan experiment(int... weights) {
        return experiment("", true, false, weights);
    }

    public static ExperimentPlan experiment(
            String rule, boolean stickyRequiresTargeting, boolean paused, int... weights) {
        return experiment(new Random(1), rule, stickyRequiresTargeting, paused, weights);
    }

    /** Of an experiment with another share or another version, which is the same experiment. */
    public static ExperimentPlan reweighed(ExperimentPlan experiment, int... weights) {
        var terms = experiment.terms();
        return new ExperimentPlan(new ExperimentTerms(
                terms.id(),
                terms.version() + 1,
                terms.serving(),
                terms.salt(),
                terms.targeting(),
                terms.stickyRequiresTargeting(),
                terms.priority(),
                terms.conflict(),
                variants(weights),
                0));
    }

    /** The same experiment, taking no newcomers in. */
    public static ExperimentPlan closed(ExperimentPlan experiment) {
        return serving(experiment, Serving.KNOWN_SUBJECTS);
    }

    public static ExperimentPlan serving(ExperimentPlan experiment, Serving serving) {
        var terms = experiment.terms();
        return new ExperimentPlan(new ExperimentTerms(
                terms.id(),
                terms.version(),
                serving,
                terms.salt(),
                terms.targeting(),
                terms.stickyRequiresTargeting(),
                terms.priority(),
                terms.conflict(),
                terms.variants(),
                terms.control()));
    }

    /** The same experiment, ranking so and conflicting there. */
    public static ExperimentPlan competing(ExperimentPlan experiment, int priority, Optional<Conflict> conflict) {
        var terms = experiment.terms();
        return new ExperimentPlan(new ExperimentTerms(
                terms.id(),
                terms.version(),
                terms.serving(),
                terms.salt(),
                terms.targeting(),
                terms.stickyRequiresTargeting(),
                priority,
                conflict,
                terms.variants(),
                terms.control()));
    }

    public static Optional<Conflict> conflict(Conflict.Policy policy, String... domains) {
        return Optional.of(new Conflict(
                Stream.of(domains).map(ConflictDomain::new).toList(),
                policy,
                policy == Conflict.Policy.BID ? Optional.of(BigDecimal.ONE) : Optional.empty()));
    }

    /** Under the default policy, as revision 1. */
    public static Plan plan(FlagPlan... flags) {
        return plan(Participation.DEFAULT, flags);
    }

    public static Plan plan(Participation participation, FlagPlan... flags) {
        return new Plan(1, participation, List.of(flags));
    }

    /** Everything that the experiments of the flags would let a subject take part in, without limits. */
    public static Participation unlimited() {
        return new Participation(100, 100, 1, 0);
    }

    /** The flag, on which version 3 of an experiment in some state forces subjects into its variant "qa". */
    public static FlagPlan forcing(FlagPlan flag, String... subjects) {
        var forced = new ForcedVariant(
                new ExperimentId(new UUID(8, 8)),
                3,
                new VariantName("qa"),
                text("tried"),
                Stream.of(subjects).map(SubjectId::new).toList());
        return new FlagPlan(flag.key(), flag.defaultValue(), flag.experiment(), List.of(forced));
    }

    /** Flags f0, f1 … of which most have an experiment of some kind. */
    public static Plan random(Random random, int flags) {
        var plans = new ArrayList<FlagPlan>();
        for (int i = 0; i < flags; i++) {
            if (random.nextInt(4) == 0) {
                plans.add(random.nextBoolean() ? flag("f" + i) : forcing(flag("f" + i), "ann", "b\u00fc"));
            } else {
                int[] weights = random.ints(1 + random.nextInt(5), 1, 200_000).toArray();
                var rule = RULES.get(random.nextInt(RULES.size()));
                var experiment = experiment(random, rule, random.nextBoolean(), random.nextInt(5) == 0, weights);
                plans.add(flag("f" + i, random.nextInt(4) == 0 ? closed(experiment) : experiment));
            }
        }
        return new Plan(1, unlimited(), plans);
    }

    public static DecideRequest request(String subject, String... flags) {
        return new DecideRequest(
                new SubjectId(subject),
                Attributes.NONE,
                flags.length == 0 ? Optional.empty() : Optional.of(List.of(flags)),
                true);
    }

    public static FlagValue text(String value) {
        return new FlagValue(FlagType.STRING, '"' + value + '"');
    }

    /** A running or paused experiment with an id and a salt of its own. */
    public static ExperimentPlan experiment(
            Random random, String rule, boolean stickyRequiresTargeting, boolean paused, int... weights) {
        return new ExperimentPlan(new ExperimentTerms(
                new ExperimentId(new UUID(random.nextLong(), random.nextLong())),
                1 + random.nextInt(20),
                paused ? Serving.NOBODY : Serving.EVERYONE,
                new Salt(random.nextLong(), random.nextLong()),
                rule(rule),
                stickyRequiresTargeting,
                0,
                Optional.empty(),
                variants(weights),
                0));
    }

    private static List<VariantPlan> variants(int... weights) {
        var variants = new ArrayList<VariantPlan>();
        for (int i = 0; i < weights.length; i++) {
            variants.add(new VariantPlan(new VariantName("v" + i), text("v" + i), weights[i]));
        }
        return variants;
    }

    private static Rule rule(String text) {
        return switch (Rule.parse(text)) {
            case ParseResult.Parsed parsed -> parsed.rule();
            case ParseResult.Malformed malformed ->
                throw new IllegalArgumentException(malformed.errors().toString());
        };
    }
}
