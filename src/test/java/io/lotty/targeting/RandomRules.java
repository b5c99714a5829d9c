package io.lotty.targeting;

import com.google.re2j.Pattern;
import io.lotty.targeting.AttributeValue.Flag;
import io.lotty.targeting.AttributeValue.Scalar;
import io.lotty.targeting.AttributeValue.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Trees of every shape that the grammar can write, small enough to fit its limits. */
final class RandomRules {
    private static final List<String> NAMES =
            List.of("x", "_", "user.plan-x", "IN", "true", "null", "страна", "a b", "`", "a``b", "😀", "-a", "1");
    private static final List<String> INSTANTS =
            List.of("2026-01-31", "2024-02-29T23:59:60Z", "2026-01-31T10:00:00.125+03:00", "0000-01-01t00:00:00z");
    private static final List<String> VERSIONS = List.of("1.6", "v1.10.0", "1.0.0-rc.1+b.01", "0.0-0-a");
    private static final List<String> PATTERNS = List.of("", "^a.*z$", "\\d{2,3}", "(?i)\\p{Greek}|[^\"`]");
    private static final List<String> PIECES =
            List.of("a", "\"", "\\", "\n", "\u0001", "\u007f", "é", "😀", "\ud83d", " ");

    private final RandomGenerator random;

    RandomRules(RandomGenerator random) {
        this.random = random;
    }

    Rule rule(int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return new Rule.Comparison(oneOf(NAMES), condition());
        }
        return switch (random.nextInt(3)) {
            case 0 -> new Rule.Not(rule(depth - 1));
            case 1 -> new Rule.And(operands(depth - 1, Rule.And.class));
            default -> new Rule.Or(operands(depth - 1, Rule.Or.class));
        };
    }

    private List<Rule> operands(int depth, Class<? extends Rule> connective) {
        return IntStream.range(0, 2 + random.nextInt(2))
                .mapToObj(_ -> rule(depth))
                .map(rule -> connective.isInstance(rule) ? new Rule.Not(rule) : rule)
                .toList();
    }

    private Condition condition() {
        return switch (random.nextInt(10)) {
            case 0 -> new Condition.Equal(scalar(random.nextInt(3)));
            case 1 -> new Condition.NotEqual(scalar(random.nextInt(3)));
            case 2 -> new Condition.In(choices());
            case 3 -> new Condition.NotIn(choices());
            case 4 -> new Condition.Contains(scalar(random.nextInt(3)));
            case 5 -> new Condition.StartsWith(text());
            case 6 -> new Condition.EndsWith(text());
            case 7 -> new Condition.Matches(Pattern.compile(oneOf(PATTERNS)));
            case 8 -> new Condition.Exists();
            default -> new Condition.Ordered(oneOf(List.of(Order.values())), bound());
        };
    }

    private Bound bound() {
        return switch (random.nextInt(3)) {
            case 0 -> new Bound.NumberBound(numeric());
            case 1 -> Bound.InstantBound.of(oneOf(INSTANTS));
            default -> new Bound.VersionBound(oneOf(VERSIONS));
        };
    }

    private Choices choices() {
        int type = random.nextInt(3);
        return new Choices(IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(_ -> scalar(type))
                .toList());
    }

    private Scalar scalar(int type) {
        return switch (type) {
            case 0 -> new Text(text());
            case 1 -> numeric();
            default -> Flag.of(random.nextBoolean());
        };
    }

    private Numeric numeric() {
        return switch (random.nextInt(4)) {
            case 0 -> Numeric.of(random.nextInt(-100, 100));
            case 1 -> Numeric.of(random.nextLong());
            case 2 -> Numeric.of(random.nextDouble() * Math.pow(10, random.nextInt(-300, 300)));
            default -> Numeric.of(BigDecimal.valueOf(random.nextLong()).scaleByPowerOfTen(random.nextInt(-280, 280)));
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, random.nextInt(4)).forEach(_ -> text.append(oneOf(PIECES)));
        return text.toString();
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
