package io.lotty.targeting;

import io.lotty.targeting.ParseResult.Malformed;
import io.lotty.targeting.ParseResult.Parsed;
import io.lotty.targeting.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recursive descent over the connectives; it recurses only into NOT and parentheses, whose nesting is limited. */
final class RuleParser {
    private final TokenStream tokens;
    private final ConditionParser conditions;

    private RuleParser(TokenStream tokens) {
        this.tokens = tokens;
        this.conditions = new ConditionParser(tokens);
    }

    static ParseResult parse(String text) {
        Optional<Position> excess = firstBeyondLimit(text);
        if (excess.isPresent()) {
            String limit = "at most " + Rule.MAX_BYTES + " bytes of UTF-8";
            SyntaxRefused tooLong = SyntaxRefused.at(excess.get(), limit, "the rule is too long: " + limit);
            return new Malformed(List.of(tooLong.error()));
        }
        return new RuleParser(new TokenStream(text)).parse();
    }

    private ParseResult parse() {
        try {
            Rule rule = tokens.peek().is(Kind.END) ? Rule.everyone() : or(0);
            requireEnd();
            return tokens.errors().isEmpty() ? new Parsed(rule) : new Malformed(tokens.errors());
        } catch (SyntaxRefused refused) {
            List<SyntaxError> errors = new ArrayList<>(tokens.errors());
            errors.add(refused.error());
            return new Malformed(errors);
        }
    }

    private Rule or(int nesting) {
        List<Rule> operands = new ArrayList<>();
        do {
            Rule operand = and(nesting);
            operands.addAll(operand instanceof Rule.Or(List<Rule> inner) ? inner : List.of(operand));
        } while (tokens.takeIf(Keyword.OR));
        return operands.size() == 1 ? operands.getFirst() : new Rule.Or(operands);
    }

    private Rule and(int nesting) {
        List<Rule> operands = new ArrayList<>();
        do {
            Rule operand = unary(nesting);
            operands.addAll(operand instanceof Rule.And(List<Rule> inner) ? inner : List.of(operand));
        } while (tokens.takeIf(Keyword.AND));
        return operands.size() == 1 ? operands.getFirst() : new Rule.And(operands);
    }

    private Rule unary(int nesting) {
        Token ahead = tokens.peek();
        boolean nests = ahead.isKeyword(Keyword.NOT) || ahead.isSymbol("(");
        if (nests && nesting == Rule.MAX_NESTING) {
            throw tokens.unexpected("at most " + Rule.MAX_NESTING + " nested parentheses and NOT", "");
        }
        if (tokens.takeIf(Keyword.NOT)) {
            return new Rule.Not(unary(nesting + 1));
        }
        if (tokens.takeIf("(")) {
            Rule inner = or(nesting + 1);
            if (!tokens.takeIf(")")) {
                throw tokens.unexpected("AND, OR or )", Suggestions.forConnective(tokens.peek()));
            }
            return inner;
        }
        return comparison();
    }

    private Rule comparison() {
        if (tokens.takeIf(Keyword.EXISTS)) {
            return new Rule.Comparison(attribute("an attribute name").text(), new Condition.Exists());
        }
        Token attribute = attribute("an attribute name, EXISTS, NOT or (");
        return new Rule.Comparison(attribute.text(), conditions.parse(attribute));
    }

    private Token attribute(String expected) {
        if (!tokens.peek().isAttributeName()) {
            throw tokens.unexpected(expected, Suggestions.forAttribute(tokens.peek()));
        }
        return tokens.take();
    }

    private void requireEnd() {
        Token ahead = tokens.peek();
        if (!ahead.is(Kind.END)) {
            throw tokens.unexpected("AND, OR or the end", Suggestions.forConnective(ahead));
        }
    }

    /** The first character that does not fit into the limit; no more of the text than that is looked at. */
    private static Optional<Position> firstBeyondLimit(String text) {
        boolean fits =
                text.length() <= Rule.MAX_BYTES && text.getBytes(StandardCharsets.UTF_8).length <= Rule.MAX_BYTES;
        if (fits) {
            return Optional.empty();
        }
        Cursor cursor = new Cursor(text);
        int bytes = utf8Length(cursor.peek());
        while (bytes <= Rule.MAX_BYTES) {
            cursor.advance();
            bytes += utf8Length(cursor.peek());
        }
        return Optional.of(cursor.position());
    }

    /** Half a surrogate pair is replaced by one byte when encoded. */
    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80 || AttributeName.isSurrogate(codePoint)) {
            return 1;
        }
        return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
}
