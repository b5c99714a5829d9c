package io.lotty.experiment;

import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.id.MetricKey;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import io.lotty.targeting.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Designs to test with: sound unless a test makes them otherwise. */
public final class Designs {
    private Designs() {}

    public static Design twoHalves() {
        return of(Share.ofPercent(new BigDecimal(100)), variant("blue", "50", true), variant("green", "50", false));
    }

    public static Design of(Share audience, Variant... variants) {
        return new Design(
                "Greener button",
                "Green is bought more",
                audience,
                List.of(variants),
                Rule.everyone(),
                new MetricKey("conversion_rate"),
                List.of(),
                List.of(),
                List.of(),
                0,
                Optional.empty(),
                true,
                false,
                List.of("checkout"));
    }

    public static Design named(String name) {
        return edited(twoHalves(), design -> design.name = name);
    }

    /** With some of its parts replaced. */
    public static Design edited(Design design, Consumer<Parts> edit) {
        var parts = new Parts(design);
        edit.accept(parts);
        return new Design(
                parts.name,
                design.hypothesis(),
                design.audience(),
                parts.variants,
                design.targeting(),
                parts.primaryMetric,
                parts.secondaryMetrics,
                parts.guardrails,
                parts.overrides,
                parts.priority,
                parts.conflict,
                design.stickyRequiresTargeting(),
                parts.intakePaused,
                parts.tags);
    }

    /** What tests change about a design. */
    public static final class Parts {
        public String name;
        public List<Variant> variants;
        public MetricKey primaryMetric;
        public List<MetricKey> secondaryMetrics;
        public List<Guardrail> guardrails;
        public List<SubjectOverride> overrides;
        public int priority;
        public Optional<Conflict> conflict;
        public boolean intakePaused;
        public List<String> tags;

        private Parts(Design design) {
            name = design.name();
            variants = design.variants();
            primaryMetric = design.primaryMetric();
            secondaryMetrics = design.secondaryMetrics();
            guardrails = design.guardrails();
            overrides = design.overrides();
            priority = design.priority();
            conflict = design.conflict();
            intakePaused = design.intakePaused();
            tags = design.tags();
        }
    }

    /** Two halves, blue and green, into one of which a subject is forced. */
    public static Design forcing(String subject, String variant) {
        return edited(
                twoHalves(),
                design -> design.overrides =
                        List.of(new SubjectOverride(new SubjectId(subject), new VariantName(variant))));
    }

    public static Guardrail guardrail(String metric) {
        return new Guardrail(
                new MetricKey(metric),
                new BigDecimal("0.05"),
                Guardrail.Direction.ABOVE,
                300,
                Guardrail.Action.ROLLBACK,
                100,
                Guardrail.Scope.VARIANT,
                Guardrail.Comparison.ABSOLUTE);
    }

    public static Conflict conflict(Conflict.Policy policy, String... domains) {
        return new Conflict(
                Stream.of(domains).map(ConflictDomain::new).toList(),
                policy,
                Optional.of(BigDecimal.TEN).filter(bid -> policy == Conflict.Policy.BID));
    }

    /** The variant's value is its name. */
    public static Variant variant(String name, String percent, boolean control) {
        return new Variant(
                new VariantName(name),
                new FlagValue(FlagType.STRING, '"' + name + '"'),
                Share.ofPercent(new BigDecimal(percent)),
                control);
    }
}
