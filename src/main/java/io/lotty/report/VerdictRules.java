package io.lotty.report;

import io.lotty.id.VariantName;
import io.lotty.report.Reason.Code;
import io.lotty.report.Reason.Stand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * From evidence to a verdict (ADR 0029). The effects have an answer if some variant is better in the primary metric and harms
 * no guardrail metric, or if every variant is worse or differs by nothing that matters. It counts if the ground holds: sample
 * ratio, a whole week, enough subjects, few events pending.
 */
final class VerdictRules {
    private VerdictRules() {}

    static Verdict verdict(Evidence evidence) {
        if (evidence.treatments().isEmpty()) {
            return new Verdict.NotReady(List.of(Reason.of(
                    Code.NOTHING_TO_COMPARE,
                    Stand.AGAINST,
                    "There is one variant only, and nothing to compare it with.")));
        }
        var ground = GroundRules.reasons(evidence);
        var primary = PrimaryRule.reasons(evidence);
        var guardrails = GuardrailRule.reasons(evidence);
        var answer = answer(evidence, primary, guardrails);
        var reasons = new ArrayList<>(ground);
        Stream.concat(primary.stream(), guardrails.stream())
                .map(reason -> answer.isPresent() && reason.stand() == Stand.AGAINST ? reason.noted() : reason)
                .forEach(reasons::add);
        return answer.filter(_ -> ground.stream().noneMatch(reason -> reason.stand() == Stand.AGAINST))
                .map(verdict -> verdict.apply(reasons))
                .orElseGet(() -> new Verdict.NotReady(reasons));
    }

    /** What the effects say by themselves; empty where they leave it open. */
    private static Optional<Function<List<Reason>, Verdict>> answer(
            Evidence evidence, List<Reason> primary, List<Reason> guardrails) {
        var best = better(primary)
                .filter(variant -> guardrails.stream().noneMatch(reason -> isHarm(reason, variant)))
                .max(Comparator.comparingDouble(variant -> gain(evidence, variant)));
        if (best.isPresent()) {
            return Optional.of(reasons -> new Verdict.Better(best.get(), reasons));
        }
        if (primary.stream().allMatch(reason -> reason.code() == Code.PRIMARY_WORSE)) {
            return Optional.of(Verdict.Worse::new);
        }
        return primary.stream()
                        .allMatch(reason -> reason.code() == Code.PRIMARY_WORSE || reason.code() == Code.PRIMARY_SAME)
                ? Optional.of(Verdict.NoDifference::new)
                : Optional.empty();
    }

    private static Stream<VariantName> better(List<Reason> primary) {
        return primary.stream()
                .filter(reason -> reason.code() == Code.PRIMARY_BETTER)
                .map(Reason::variant)
                .flatMap(Optional::stream);
    }

    private static boolean isHarm(Reason reason, VariantName variant) {
        return reason.code() == Code.GUARDRAIL_HARMED && reason.isAbout(variant);
    }

    private static double gain(Evidence evidence, VariantName variant) {
        return evidence.comparison(variant, evidence.design().primaryMetric())
                .map(Comparison::gain)
                .value()
                .orElseThrow();
    }
}
