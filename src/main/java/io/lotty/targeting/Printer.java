package io.lotty.targeting;

import io.lotty.targeting.AttributeValue.Flag;
import io.lotty.targeting.AttributeValue.Scalar;
import io.lotty.targeting.AttributeValue.Text;
import io.lotty.targeting.Condition.Contains;
import io.lotty.targeting.Condition.EndsWith;
import io.lotty.targeting.Condition.Equal;
import io.lotty.targeting.Condition.Exists;
import io.lotty.targeting.Condition.In;
import io.lotty.targeting.Condition.Matches;
import io.lotty.targeting.Condition.NotEqual;
import io.lotty.targeting.Condition.NotIn;
import io.lotty.targeting.Condition.Ordered;
import io.lotty.targeting.Condition.StartsWith;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes a tree as its canonical text: keywords in capitals, single spaces, only the parentheses that are needed.
 *
 * <p>Spaces could push a rule that was written without them over the size limit; such a rule is written as tightly as
 * the grammar allows.
 */
final class Printer {
    private final List<String> tokens = new ArrayList<>();
    private final Function<Numeric, String> numbers;

    private Printer(Function<Numeric, String> numbers) {
        this.numbers = numbers;
    }

    static String print(Rule rule) {
        String readable = new Printer(NumberText::readable).tokens(rule).spaced();
        return readable.getBytes(StandardCharsets.UTF_8).length <= Rule.MAX_BYTES
                ? readable
                : new Printer(NumberText::shortest).tokens(rule).tight();
    }

    private Printer tokens(Rule rule) {
        switch (rule) {
            case Rule.Everyone _ -> {}
            case Rule.Or or -> joined(or.operands(), "OR");
            case Rule.And and -> joined(and.operands(), "AND");
            case Rule.Not not -> {
                tokens.add("NOT");
                operand(not.operand());
            }
            case Rule.Comparison(String attribute, Exists _) -> add("EXISTS", AttributeName.quoted(attribute));
            case Rule.Comparison(String attribute, Condition condition) -> {
                tokens.add(AttributeName.quoted(attribute));
                condition(condition);
            }
        }
        return this;
    }

    private void joined(List<Rule> operands, String connective) {
        for (int i = 0; i < operands.size(); i++) {
            if (i > 0) {
                tokens.add(connective);
            }
            Rule operand = operands.get(i);
            if (operand instanceof Rule.And && connective.equals("OR")) {
                tokens(operand);
            } else {
                operand(operand);
            }
        }
    }

    /** In parentheses when it would otherwise fall apart. */
    private void operand(Rule rule) {
        boolean loose = rule instanceof Rule.Or || rule instanceof Rule.And;
        if (loose) {
            tokens.add("(");
        }
        tokens(rule);
        if (loose) {
            tokens.add(")");
        }
    }

    private void condition(Condition condition) {
        switch (condition) {
            case Equal(Scalar literal) -> add("==", text(literal));
            case NotEqual(Scalar literal) -> add("!=", text(literal));
            case In(Choices choices) -> list(choices, "IN");
            case NotIn(Choices choices) -> list(choices, "NOT", "IN");
            case Ordered(Order order, Bound bound) -> add(order.symbol(), text(bound));
            case Contains(Scalar literal) -> add("CONTAINS", text(literal));
            case StartsWith(String prefix) -> add("STARTS", "WITH", quoted(prefix));
            case EndsWith(String suffix) -> add("ENDS", "WITH", quoted(suffix));
            case Matches matches -> add("MATCHES", quoted(matches.pattern().pattern()));
            case Exists _ -> throw new IllegalStateException("EXISTS stands before its attribute");
        }
    }

    private void list(Choices choices, String... operator) {
        add(operator);
        tokens.add("[");
        for (int i = 0; i < choices.literals().size(); i++) {
            if (i > 0) {
                tokens.add(",");
            }
            tokens.add(text(choices.literals().get(i)));
        }
        tokens.add("]");
    }

    private void add(String... more) {
        tokens.addAll(List.of(more));
    }

    private String text(Bound bound) {
        return switch (bound) {
            case Bound.NumberBound(Numeric number) -> numbers.apply(number);
            case Bound.InstantBound instant -> quoted(instant.text());
            case Bound.VersionBound version -> quoted(version.text());
        };
    }

    private String text(Scalar literal) {
        return switch (literal) {
            case Text(String text) -> quoted(text);
            case Numeric number -> numbers.apply(number);
            case Flag(boolean value) -> String.valueOf(value);
        };
    }

    private String spaced() {
        StringBuilder text = new StringBuilder();
        String before = "(";
        for (String token : tokens) {
            boolean clings = before.equals("(") || before.equals("[") || ")],".contains(token);
            text.append(clings ? "" : " ").append(token);
            before = token;
        }
        return text.toString();
    }

    private String tight() {
        StringBuilder text = new StringBuilder();
        int before = ' ';
        for (String token : tokens) {
            boolean wouldMerge = isWordPart(before) && isWordPart(token.charAt(0));
            text.append(wouldMerge ? " " : "").append(token);
            before = token.charAt(token.length() - 1);
        }
        return text.toString();
    }

    private static boolean isWordPart(int c) {
        return AttributeName.isPart(c);
    }

    /** With the shortest escapes of JSON, and only where needed; half a surrogate pair survives as an escape. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            int simple = "\"\\\b\f\n\r\t".indexOf(c);
            if (simple >= 0) {
                quoted.append('\\').append("\"\\bfnrt".charAt(simple));
            } else if (c < ' ' || AttributeName.isSurrogate(c)) {
                quoted.append("\\u%04X".formatted(c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
