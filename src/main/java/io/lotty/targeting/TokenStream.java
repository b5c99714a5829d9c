package io.lotty.targeting;

import io.lotty.targeting.Token.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The token ahead, and the complaints so far: what is wrong in itself is noted, what breaks the grammar ends it. */
final class TokenStream {
    /** Enough to work through; a text can hold hundreds. */
    static final int MAX_ERRORS = 20;

    private final Tokenizer tokenizer;
    private final List<SyntaxError> errors = new ArrayList<>();
    private Token ahead;

    TokenStream(String text) {
        tokenizer = new Tokenizer(text);
        ahead = tokenizer.next();
    }

    Token peek() {
        return ahead;
    }

    Token take() {
        Token taken = ahead;
        ahead = taken.is(Kind.END) ? taken : tokenizer.next();
        return taken;
    }

    boolean takeIf(Keyword keyword) {
        boolean taken = ahead.isKeyword(keyword);
        if (taken) {
            take();
        }
        return taken;
    }

    boolean takeIf(String symbol) {
        boolean taken = ahead.isSymbol(symbol);
        if (taken) {
            take();
        }
        return taken;
    }

    /** Ends the reading at the token ahead; the suggestion may be empty. */
    SyntaxRefused unexpected(String expected, String suggestion) {
        String found = "expected " + expected + ", found " + ahead.described();
        return SyntaxRefused.at(ahead.position(), expected, suggestion.isEmpty() ? found : found + "; " + suggestion);
    }

    /** Notes an error after which the grammar still makes sense. */
    void note(Token token, String expected, String message) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(new SyntaxError(token.position().line(), token.position().column(), expected, message));
        }
    }

    /** What was noted, in the order of the text. */
    List<SyntaxError> errors() {
        return errors.stream()
                .sorted(Comparator.comparingInt(SyntaxError::line).thenComparingInt(SyntaxError::column))
                .toList();
    }
}
