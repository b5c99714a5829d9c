package io.lotty.report;

import io.lotty.id.VariantName;
import io.lotty.report.Reason.Code;
import io.lotty.report.Reason.Figured;
import io.lotty.report.Reason.Stand;
import io.lotty.stats.Finding;
import io.lotty.stats.Inference;
import io.lotty.stats.MultipleTests;
import io.lotty.stats.TimeNeeded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the primary metric says of each variant, by what holds at every look: whoever reads a verdict looks often, and stops at
 * one that pleases. p-values are corrected over the variants, by Holm.
 */
final class PrimaryRule {
    private PrimaryRule() {}

    /** One for each variant but control. */
    static List<Reason> reasons(Evidence evidence) {
        var pValues = corrected(evidence);
        return evidence.treatments().stream()
                .map(variant -> reason(evidence, variant, pValues))
                .toList();
    }

    private static Map<VariantName, Double> corrected(Evidence evidence) {
        var variants = new ArrayList<VariantName>();
        var pValues = new ArrayList<Double>();
        for (var variant : evidence.treatments()) {
            evidence.comparison(variant, evidence.design().primaryMetric())
                    .then(Comparison::atEveryLook)
                    .value()
                    .ifPresent(inference -> {
                        variants.add(variant);
                        pValues.add(inference.p());
                    });
        }
        var holm = MultipleTests.holm(pValues);
        var corrected = new HashMap<VariantName, Double>();
        for (var i = 0; i < variants.size(); i++) {
            corrected.put(variants.get(i), holm.get(i));
        }
        return corrected;
    }

    private static Reason reason(Evidence evidence, VariantName variant, Map<VariantName, Double> pValues) {
        var about = new Hypothesis(variant, evidence.design().primaryMetric());
        var judgement = evidence.judgement(variant, about.metric());
        var judged = judgement.then(one -> one.comparison()
                .atEveryLook()
                .map(inference -> judged(about, one, inference, Objects.requireNonNull(pValues.get(variant)))));
        return switch (judged) {
            case Finding.Found<Reason>(var reason) -> reason;
            case Finding.TooLittle<Reason>(var why) ->
                Reason.of(
                        Code.PRIMARY_UNKNOWN,
                        Stand.AGAINST,
                        about,
                        "Of " + variant + " nothing can be said in the primary metric yet: " + why + ".",
                        List.of());
        };
    }

    private static Reason judged(Hypothesis about, Judgement judgement, Inference inference, double pValue) {
        var comparison = judgement.comparison();
        var variant = about.variant().toString();
        var relevant = Spelling.percent(Prospect.RELEVANT);
        var p = " (" + Spelling.p(pValue) + ").";
        var figures = figures(comparison, inference, pValue);
        if (pValue < Comparison.CONFIDENCE.alpha()) {
            return comparison.isWorse()
                    ? Reason.of(Code.PRIMARY_WORSE, Stand.FOR, about, variant + " is worse than control" + p, figures)
                    : Reason.of(
                            Code.PRIMARY_BETTER, Stand.FOR, about, variant + " is better than control" + p, figures);
        }
        if (isIrrelevant(comparison)) {
            return Reason.of(
                    Code.PRIMARY_SAME,
                    Stand.FOR,
                    about,
                    variant + " differs from control by less than " + relevant + ", either way.",
                    figures);
        }
        days(judgement).ifPresent(figures::add);
        return Reason.of(
                Code.PRIMARY_OPEN,
                Stand.AGAINST,
                about,
                "Whether " + variant + " is better than control, or differs by " + relevant + " at all, is open" + p,
                figures);
    }

    private static List<Figured> figures(Comparison comparison, Inference inference, double pValue) {
        var figures = new ArrayList<Figured>();
        figures.add(new Figured("adjusted_p_value", pValue));
        figures.add(new Figured("absolute", comparison.effect().absolute().value()));
        figures.add(new Figured("low", inference.interval().low()));
        figures.add(new Figured("high", inference.interval().high()));
        comparison.relativeAtEveryLook().value().map(Inference::interval).ifPresent(interval -> {
            figures.add(new Figured("relative_low", interval.low()));
            figures.add(new Figured("relative_high", interval.high()));
            figures.add(new Figured("relevant", Prospect.RELEVANT));
        });
        return figures;
    }

    /** Whether all that the relative difference may be is of no account. */
    private static boolean isIrrelevant(Comparison comparison) {
        return comparison
                .relativeAtEveryLook()
                .value()
                .map(Inference::interval)
                .filter(interval -> -Prospect.RELEVANT < interval.low() && interval.high() < Prospect.RELEVANT)
                .isPresent();
    }

    private static Optional<Figured> days(Judgement judgement) {
        return judgement
                .prospect()
                .relative()
                .then(Prospect.Relative::time)
                .value()
                .flatMap(time -> switch (time) {
                    case TimeNeeded.MoreDays(var _, var _, var days) -> Optional.of(new Figured("days_needed", days));
                    case TimeNeeded.Enough _, TimeNeeded.CannotTell _ -> Optional.empty();
                });
    }
}
