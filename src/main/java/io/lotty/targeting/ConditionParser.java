package io.lotty.targeting;

import com.google.re2j.PatternSyntaxException;
import io.lotty.targeting.AttributeValue.Flag;
import io.lotty.targeting.AttributeValue.Scalar;
import io.lotty.targeting.AttributeValue.Text;
import io.lotty.targeting.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads what follows an attribute: an operator and its literal. */
final class ConditionParser {
    private static final String OPERATOR =
            "an operator (== != > >= < <=, IN, NOT IN, CONTAINS, STARTS WITH, ENDS WITH, MATCHES)";

    /** Stands where a literal was noted as wrong; the tree that holds it is never handed out. */
    private static final Condition STAND_IN = new Condition.Exists();

    private final TokenStream tokens;

    ConditionParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    Condition parse(Token attribute) {
        Token operator = tokens.peek();
        if (operator.is(Kind.SYMBOL)) {
            return symbolic(attribute, operator);
        }
        if (tokens.takeIf(Keyword.IN)) {
            return choices(Condition.In::new);
        }
        if (tokens.takeIf(Keyword.NOT)) {
            require(Keyword.IN, "another operator is negated in front of the attribute: NOT " + attribute.described());
            return choices(Condition.NotIn::new);
        }
        if (tokens.takeIf(Keyword.CONTAINS)) {
            return new Condition.Contains(scalar());
        }
        if (tokens.takeIf(Keyword.STARTS)) {
            require(Keyword.WITH, "did you mean STARTS WITH?");
            return new Condition.StartsWith(string().text());
        }
        if (tokens.takeIf(Keyword.ENDS)) {
            require(Keyword.WITH, "did you mean ENDS WITH?");
            return new Condition.EndsWith(string().text());
        }
        if (tokens.takeIf(Keyword.MATCHES)) {
            return matches();
        }
        throw tokens.unexpected(OPERATOR, Suggestions.forOperator(attribute, operator));
    }

    private Condition symbolic(Token attribute, Token operator) {
        if (tokens.takeIf("==")) {
            return new Condition.Equal(scalar());
        }
        if (tokens.takeIf("!=")) {
            return new Condition.NotEqual(scalar());
        }
        for (Order order : Order.values()) {
            if (tokens.takeIf(order.symbol())) {
                return ordered(order);
            }
        }
        throw tokens.unexpected(OPERATOR, Suggestions.forOperator(attribute, operator));
    }

    private void require(Keyword keyword, String suggestion) {
        if (!tokens.takeIf(keyword)) {
            throw tokens.unexpected(keyword.name(), suggestion);
        }
    }

    private Condition ordered(Order order) {
        Token literal = tokens.peek();
        if (literal.is(Kind.NUMBER)) {
            return new Condition.Ordered(order, new Bound.NumberBound(number(tokens.take())));
        }
        String expected = "a number, or in double quotes a date, an RFC 3339 instant or a version";
        if (!literal.is(Kind.STRING)) {
            throw tokens.unexpected(expected, Suggestions.forLiteral(literal));
        }
        String text = tokens.take().text();
        if (Instants.epochSecond(text) != Instants.NONE) {
            return new Condition.Ordered(order, Bound.InstantBound.of(text));
        }
        if (Versions.isLiteral(text)) {
            return new Condition.Ordered(order, new Bound.VersionBound(text));
        }
        tokens.note(literal, expected, Suggestions.forBound(literal));
        return STAND_IN;
    }

    private Condition matches() {
        Token literal = string();
        try {
            return new Condition.Matches(Patterns.compile(literal.text()));
        } catch (PatternSyntaxException invalid) {
            tokens.note(literal, "a pattern in RE2 syntax", "the pattern is not valid: " + invalid.getDescription());
            return STAND_IN;
        }
    }

    private Token string() {
        if (!tokens.peek().is(Kind.STRING)) {
            throw tokens.unexpected("a string in double quotes", Suggestions.forLiteral(tokens.peek()));
        }
        return tokens.take();
    }

    private Scalar scalar() {
        Token literal = tokens.peek();
        return switch (literal.kind()) {
            case STRING -> new Text(tokens.take().text());
            case NUMBER -> number(tokens.take());
            case NAME -> flag(literal);
            case QUOTED_NAME, SYMBOL, END -> throw noScalar(literal);
        };
    }

    private Scalar flag(Token literal) {
        if (!literal.text().equals("true") && !literal.text().equals("false")) {
            throw noScalar(literal);
        }
        return Flag.of(Boolean.parseBoolean(tokens.take().text()));
    }

    private SyntaxRefused noScalar(Token literal) {
        return tokens.unexpected("a string, a number, true or false", Suggestions.forLiteral(literal));
    }

    private static Numeric number(Token literal) {
        return Numeric.of(new BigDecimal(literal.text()));
    }

    private Condition choices(Function<Choices, Condition> condition) {
        if (!tokens.takeIf("[")) {
            throw tokens.unexpected("a list in square brackets", Suggestions.forList(tokens.peek()));
        }
        List<Scalar> literals = new ArrayList<>();
        boolean mixed = false;
        do {
            Token token = tokens.peek();
            Scalar literal = scalar();
            literals.add(literal);
            if (!Typed.isOneTypeWith(literals.getFirst(), literal)) {
                mixed = true;
                String expected = Typed.name(literals.getFirst()) + " like the first";
                tokens.note(token, expected, "a list is of one type: expected " + expected);
            }
        } while (tokens.takeIf(","));
        if (!tokens.takeIf("]")) {
            throw tokens.unexpected(", or ]", "");
        }
        return mixed ? STAND_IN : condition.apply(new Choices(literals));
    }
}
