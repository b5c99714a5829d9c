package io.lotty.report;

import io.lotty.experiment.Guardrail;
import io.lotty.id.MetricKey;
import io.lotty.report.Reason.Code;
import io.lotty.report.Reason.Figured;
import io.lotty.report.Reason.Stand;
import io.lotty.stats.Finding;
import io.lotty.stats.Inference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a variant harms what guardrails protect: whether one of their metrics is worse than in control, by what holds at
 * every look. Nothing is corrected for: harm that is missed costs more than harm that is not there. The thresholds, windows
 * and actions of guardrails are not looked at; they act by themselves.
 */
final class GuardrailRule {
    private GuardrailRule() {}

    /** One for each harm, one for each thing that cannot be told, and one for each metric of which no harm was found. */
    static List<Reason> reasons(Evidence evidence) {
        return evidence.design().guardrails().stream()
                .map(Guardrail::metric)
                .distinct()
                .flatMap(metric -> reasons(evidence, metric))
                .toList();
    }

    private static Stream<Reason> reasons(Evidence evidence, MetricKey metric) {
        var found = new ArrayList<Reason>();
        var quiet = 0;
        for (var variant : evidence.treatments()) {
            var about = new Hypothesis(variant, metric);
            var comparison = evidence.comparison(variant, metric);
            var judged = comparison.then(one -> one.atEveryLook().map(inference -> harm(about, one, inference)));
            switch (judged) {
                case Finding.Found<Optional<Reason>>(var harm) -> {
                    harm.ifPresent(found::add);
                    quiet += harm.isPresent() ? 0 : 1;
                }
                case Finding.TooLittle<Optional<Reason>>(var why) -> found.add(unknown(about, why, comparison));
            }
        }
        if (quiet > 0) {
            found.add(quiet(metric, quiet));
        }
        return found.stream();
    }

    private static Optional<Reason> harm(Hypothesis about, Comparison comparison, Inference inference) {
        if (!comparison.isWorse() || inference.p() >= Comparison.CONFIDENCE.alpha()) {
            return Optional.empty();
        }
        var figures = List.of(
                new Figured("p_value", inference.p()),
                new Figured("absolute", comparison.effect().absolute().value()),
                new Figured("low", inference.interval().low()),
                new Figured("high", inference.interval().high()));
        return Optional.of(Reason.of(
                Code.GUARDRAIL_HARMED,
                Stand.AGAINST,
                about,
                about.variant() + " is worse than control in the guardrail metric " + about.metric() + " ("
                        + Spelling.p(inference.p()) + ").",
                figures));
    }

    /** What a single look says stands beside it: some metrics, such as rare errors, are never settled. */
    private static Reason unknown(Hypothesis about, String why, Finding<Comparison> comparison) {
        var figures = comparison
                .value()
                .map(one -> List.of(
                        new Figured("p_value_at_one_look", one.atOneLook().p()),
                        new Figured("absolute", one.effect().absolute().value())))
                .orElse(List.of());
        return Reason.of(
                Code.GUARDRAIL_UNKNOWN,
                Stand.NOTE,
                about,
                "Whether " + about.variant() + " harms the guardrail metric " + about.metric() + " cannot be told: "
                        + why + ".",
                figures);
    }

    private static Reason quiet(MetricKey metric, int variants) {
        return new Reason(
                Code.GUARDRAIL_QUIET,
                Stand.FOR,
                Optional.empty(),
                Optional.of(metric),
                List.of(new Figured("variants", variants)),
                "No harm was found in the guardrail metric " + metric + " in " + variants
                        + (variants == 1 ? " variant." : " variants."));
    }
}
