package io.lotty.experiment;

import io.lotty.flag.FlagType;
import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;
import io.lotty.refusal.Violation;
import io.lotty.targeting.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an experiment tries, on whom, and what it is judged by: the part that is versioned, and freezes with the start.
 *
 * @param audience the part of all subjects that takes part; the weights of the variants sum to it exactly
 * @param variants in the order in which their ranges of buckets follow each other
 * @param guardrails none twice
 * @param overrides a subject at most once
 * @param priority the larger wins where subjects or places are scarce
 * @param stickyRequiresTargeting whether a subject that stops to match the targeting sees the default meanwhile
 * @param intakePaused whether the experiment starts without taking newcomers in
 */
public record Design(
        String name,
        String hypothesis,
        Share audience,
        List<Variant> variants,
        Rule targeting,
        MetricKey primaryMetric,
        List<MetricKey> secondaryMetrics,
        List<Guardrail> guardrails,
        List<SubjectOverride> overrides,
        int priority,
        Optional<Conflict> conflict,
        boolean stickyRequiresTargeting,
        boolean intakePaused,
        List<String> tags) {
    public static final int MAX_VARIANTS = 100;
    public static final int MAX_GUARDRAILS = 50;
    public static final int MAX_OVERRIDES = 100;
    public static final int MAX_PRIORITY = 1_000_000;

    public Design {
        variants = List.copyOf(variants);
        secondaryMetrics = List.copyOf(secondaryMetrics);
        guardrails = List.copyOf(guardrails);
        overrides = List.copyOf(overrides);
        tags = List.copyOf(tags);
        if (name.isBlank()) {
            throw new IllegalArgumentException("an experiment has a name");
        }
        var violations = new ArrayList<>(DesignRules.ofVariants(audience, variants));
        violations.addAll(DesignRules.ofMetrics(primaryMetric, secondaryMetrics));
        violations.addAll(DesignRules.ofGuardrails(guardrails));
        violations.addAll(DesignRules.ofOverrides(overrides, variants));
        violations.addAll(DesignRules.ofPriority(priority));
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(sentence(violations.getFirst()));
        }
    }

    public FlagType valueType() {
        return variants.getFirst().value().type();
    }

    public Variant control() {
        return variants.stream().filter(Variant::control).findFirst().orElseThrow();
    }

    public Optional<Variant> variant(VariantName wanted) {
        return variants.stream()
                .filter(variant -> variant.name().equals(wanted))
                .findFirst();
    }

    /** The primary metric first, then the secondary ones. */
    public List<MetricKey> metrics() {
        var metrics = new ArrayList<MetricKey>();
        metrics.add(primaryMetric);
        metrics.addAll(secondaryMetrics);
        return List.copyOf(metrics);
    }

    /** Without the subjects that are forced: they are of those who try this experiment out, not of the next one. */
    Design withoutOverrides() {
        return new Design(
                name,
                hypothesis,
                audience,
                variants,
                targeting,
                primaryMetric,
                secondaryMetrics,
                guardrails,
                List.of(),
                priority,
                conflict,
                stickyRequiresTargeting,
                intakePaused,
                tags);
    }

    private static String sentence(Violation violation) {
        return violation.pointer() + ": " + violation.message();
    }
}
