package io.lotty.targeting;

import java.util.List;
import java.util.Optional;

/** Evaluates without short cuts and keeps what it saw; comparisons go the same way as in {@link Rule#matches}. */
final class Tracing {
    private Tracing() {}

    static Trace of(Rule rule, Attributes attributes) {
        return switch (rule) {
            case Rule.Everyone _ -> group(rule, attributes, List.of());
            case Rule.And and -> group(rule, attributes, and.operands());
            case Rule.Or or -> group(rule, attributes, or.operands());
            case Rule.Not not -> group(rule, attributes, List.of(not.operand()));
            case Rule.Comparison comparison ->
                new Trace.Compared(
                        comparison.canonical(),
                        comparison.attribute(),
                        Optional.ofNullable(attributes.get(comparison.attribute())),
                        comparison.outcome(attributes));
        };
    }

    private static Trace group(Rule rule, Attributes attributes, List<Rule> operands) {
        List<Trace> parts =
                operands.stream().map(operand -> of(operand, attributes)).toList();
        return new Trace.Group(rule.canonical(), rule.matches(attributes), parts);
    }
}
