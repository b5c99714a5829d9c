package io.lotty.event;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one property must be like.
 *
 * @param kind empty where any kind will do
 * @param bounds for numbers
 * @param minLength in code points
 * @param choices empty where any value will do
 */
record PropertyRule(Optional<Kind> kind, List<Bound> bounds, int minLength, int maxLength, List<Value> choices) {
    /** A batch may hold a thousand wrong events, and each has a message of its own. */
    private static final int CHOICES_NAMED = 10;

    private static final int CHARACTERS_SHOWN = 50;

    enum Kind {
        STRING("a string"),
        NUMBER("a number"),
        INTEGER("a whole number"),
        BOOLEAN("true or false");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isOf(Value value) {
            return switch (this) {
                case STRING -> value instanceof Value.Text;
                case NUMBER -> value instanceof Value.Numeric;
                case INTEGER -> value instanceof Value.Numeric(var number) && isWhole(number);
                case BOOLEAN -> value instanceof Value.Truth;
            };
        }

        private static boolean isWhole(BigDecimal number) {
            return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
        }
    }

    /** A limit of numbers, named by its JSON Schema keyword. */
    enum Limit {
        MINIMUM("minimum", "at least"),
        EXCLUSIVE_MINIMUM("exclusiveMinimum", "above"),
        MAXIMUM("maximum", "at most"),
        EXCLUSIVE_MAXIMUM("exclusiveMaximum", "below");

        final String keyword;
        private final String words;

        Limit(String keyword, String words) {
            this.keyword = keyword;
            this.words = words;
        }

        private boolean admits(int comparison) {
            return switch (this) {
                case MINIMUM -> comparison >= 0;
                case EXCLUSIVE_MINIMUM -> comparison > 0;
                case MAXIMUM -> comparison <= 0;
                case EXCLUSIVE_MAXIMUM -> comparison < 0;
            };
        }
    }

    record Bound(Limit limit, BigDecimal number) {}

    PropertyRule {
        bounds = List.copyOf(bounds);
        choices = List.copyOf(choices);
    }

    @Nullable
    Flaw flaw(String field, Value value) {
        if (kind.isPresent() && !kind.get().isOf(value)) {
            return new Flaw(EventError.WRONG_TYPE, field, "must be " + kind.get().words);
        }
        if (!choices.isEmpty() && choices.stream().noneMatch(choice -> equal(choice, value))) {
            return new Flaw(EventError.INVALID_VALUE, field, "must be one of " + choiceWords());
        }
        return switch (value) {
            case Value.Numeric(var number) -> flawOfNumber(field, number);
            case Value.Text(var text) -> flawOfText(field, text);
            case Value.Truth _, Value.Items _, Value.Fields _ -> null;
            case Value.Unfit(var why) -> new Flaw(EventError.INVALID_VALUE, field, why);
        };
    }

    /** Why no number fits, to be read after the property's name; empty when one does. */
    Optional<String> whyNoNumber() {
        if (kind.isPresent()) {
            return kind.filter(known -> known != Kind.NUMBER && known != Kind.INTEGER)
                    .map(known -> "is " + known.words);
        }
        var isText = !choices.isEmpty() && choices.stream().noneMatch(choice -> choice instanceof Value.Numeric);
        return isText ? Optional.of("is one of " + choiceWords()) : Optional.empty();
    }

    private @Nullable Flaw flawOfNumber(String field, BigDecimal number) {
        for (var bound : bounds) {
            if (!bound.limit().admits(number.compareTo(bound.number()))) {
                var message = "must be " + bound.limit().words + " " + bound.number();
                return new Flaw(EventError.INVALID_VALUE, field, message);
            }
        }
        return null;
    }

    private @Nullable Flaw flawOfText(String field, String text) {
        int length = text.codePointCount(0, text.length());
        if (length < minLength) {
            return new Flaw(EventError.INVALID_VALUE, field, "must have at least " + minLength + " characters");
        }
        if (length > maxLength) {
            return new Flaw(EventError.INVALID_VALUE, field, "must have at most " + maxLength + " characters");
        }
        return null;
    }

    private String choiceWords() {
        int unnamed = choices.size() - CHOICES_NAMED;
        return choices.stream()
                .limit(CHOICES_NAMED)
                .map(choice -> ValueJson.write(shown(choice)))
                .collect(Collectors.joining(", ", "", unnamed > 0 ? " … and " + unnamed + " more" : ""));
    }

    private static Value shown(Value choice) {
        if (!(choice instanceof Value.Text(var text)) || text.length() <= CHARACTERS_SHOWN) {
            return choice;
        }
        int end =
                Character.isHighSurrogate(text.charAt(CHARACTERS_SHOWN - 1)) ? CHARACTERS_SHOWN - 1 : CHARACTERS_SHOWN;
        return new Value.Text(text.substring(0, end) + "…");
    }

    private static boolean equal(Value choice, Value value) {
        return (choice instanceof Value.Numeric(var left) && value instanceof Value.Numeric(var right))
                ? left.compareTo(right) == 0
                : choice.equals(value);
    }
}
