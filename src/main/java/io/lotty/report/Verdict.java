package io.lotty.report;

import io.lotty.id.VariantName;
import java.util.List;

/** Whether an experiment can be decided by what the report shows, and why; {@link VerdictRules} finds it. */
public sealed interface Verdict {
    List<Reason> reasons();

    /** A sentence for people. */
    String words();

    default boolean isReady() {
        return switch (this) {
            case Better _, Worse _, NoDifference _ -> true;
            case NotReady _ -> false;
        };
    }

    /** This variant is better than control, and harms no guardrail. */
    record Better(VariantName variant, List<Reason> reasons) implements Verdict {
        public Better {
            reasons = settled(reasons);
        }

        @Override
        public String words() {
            return "Ready to decide: " + variant + " is better than control in the primary metric.";
        }
    }

    /** All variants are worse than control. */
    record Worse(List<Reason> reasons) implements Verdict {
        public Worse {
            reasons = settled(reasons);
        }

        @Override
        public String words() {
            return "Ready to decide: nothing is better than control in the primary metric, and all that was tried is worse.";
        }
    }

    /** No variant is better than control, and at least one is not worse either by anything that matters. */
    record NoDifference(List<Reason> reasons) implements Verdict {
        public NoDifference {
            reasons = settled(reasons);
        }

        @Override
        public String words() {
            return "Ready to decide: no variant differs from control for the better by anything that matters.";
        }
    }

    /** Something stands against deciding now. */
    record NotReady(List<Reason> reasons) implements Verdict {
        public NotReady {
            reasons = List.copyOf(reasons);
            if (reasons.stream().noneMatch(reason -> reason.stand() == Reason.Stand.AGAINST)) {
                throw new IllegalArgumentException("nothing stands against deciding");
            }
        }

        @Override
        public String words() {
            return "Not ready to decide.";
        }
    }

    private static List<Reason> settled(List<Reason> reasons) {
        if (reasons.stream().anyMatch(reason -> reason.stand() == Reason.Stand.AGAINST)) {
            throw new IllegalArgumentException("something stands against deciding");
        }
        return List.copyOf(reasons);
    }
}
