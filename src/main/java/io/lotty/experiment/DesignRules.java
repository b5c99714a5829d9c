package io.lotty.experiment;

import io.lotty.id.MetricKey;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import io.lotty.refusal.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What makes a design sound, as violations with the pointers of the API, so that a door can show all of them and
 * {@link Design} can refuse the first.
 */
public final class DesignRules {
    private DesignRules() {}

    public static List<Violation> ofVariants(Share audience, List<Variant> variants) {
        var violations = new ArrayList<Violation>();
        if (variants.isEmpty() || variants.size() > Design.MAX_VARIANTS) {
            violations.add(wrong("/variants", "must be 1 to " + Design.MAX_VARIANTS + " variants"));
            return violations;
        }
        var names = new HashSet<VariantName>();
        var type = variants.getFirst().value().type();
        long sum = 0;
        int controls = 0;
        for (int i = 0; i < variants.size(); i++) {
            var variant = variants.get(i);
            var at = "/variants/" + i;
            sum += variant.weight().millionths();
            if (!names.add(variant.name())) {
                violations.add(wrong(at + "/name", "is the name of another variant, too: " + variant.name()));
            }
            if (variant.value().type() != type) {
                violations.add(wrong(at + "/value", "must be " + type.words() + ", like the other values"));
            }
            if (variant.control() && ++controls > 1) {
                violations.add(wrong(at + "/control", "is the second control; exactly one variant is the control"));
            }
        }
        if (controls == 0) {
            violations.add(wrong("/variants", "must have one control; exactly one variant is the control"));
        }
        if (sum != audience.millionths()) {
            violations.add(wrong(
                    "/variants",
                    "must have weights that sum to the audience share of "
                            + audience.percent().toPlainString() + " percent; they sum to "
                            + Share.percent(sum).toPlainString()));
        }
        return violations;
    }

    public static List<Violation> ofMetrics(MetricKey primary, List<MetricKey> secondary) {
        var violations = new ArrayList<Violation>();
        var seen = new HashSet<MetricKey>();
        for (int i = 0; i < secondary.size(); i++) {
            var metric = secondary.get(i);
            if (metric.equals(primary)) {
                violations.add(wrong("/secondary_metrics/" + i, "is the primary metric already: " + metric));
            } else if (!seen.add(metric)) {
                violations.add(wrong("/secondary_metrics/" + i, "is named twice: " + metric));
            }
        }
        return violations;
    }

    public static List<Violation> ofGuardrails(List<Guardrail> guardrails) {
        var violations = new ArrayList<Violation>();
        if (guardrails.size() > Design.MAX_GUARDRAILS) {
            violations.add(wrong("/guardrails", "must be at most " + Design.MAX_GUARDRAILS + " guardrails"));
        }
        var seen = new HashSet<Guardrail>();
        for (int i = 0; i < guardrails.size(); i++) {
            if (!seen.add(guardrails.get(i))) {
                violations.add(wrong("/guardrails/" + i, "is the same as another one"));
            }
        }
        return violations;
    }

    public static List<Violation> ofOverrides(List<SubjectOverride> overrides, List<Variant> variants) {
        var violations = new ArrayList<Violation>();
        if (overrides.size() > Design.MAX_OVERRIDES) {
            violations.add(wrong("/overrides", "must be at most " + Design.MAX_OVERRIDES + " subjects"));
        }
        var names = variants.stream().map(Variant::name).collect(Collectors.toSet());
        var subjects = new HashSet<SubjectId>();
        for (int i = 0; i < overrides.size(); i++) {
            var override = overrides.get(i);
            if (!subjects.add(override.subject())) {
                violations.add(
                        wrong("/overrides/" + i + "/subject_id", "is forced already; a subject has one variant"));
            }
            if (!names.contains(override.variant())) {
                violations.add(wrong("/overrides/" + i + "/variant", "is no variant: " + override.variant()));
            }
        }
        return violations;
    }

    public static List<Violation> ofPriority(int priority) {
        return Math.abs((long) priority) <= Design.MAX_PRIORITY
                ? List.of()
                : List.of(wrong("/priority", "must be from -" + Design.MAX_PRIORITY + " to " + Design.MAX_PRIORITY));
    }

    private static Violation wrong(String pointer, String message) {
        return new Violation(pointer, "invalid_value", message);
    }
}
