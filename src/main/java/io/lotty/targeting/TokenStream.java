package io.lotty.targeting;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The token ahead, and the complaints so far: what is wrong in itself is noted, what breaks the grammar ends it. */
final class TokenStream {
    /** Enough to work through; a text can hold hundreds. */
    static final int MAX_ERRORS = 20;

    private final Tokenizer tokenizer;
    private final List<SyntaxError> errors = new ArrayList<>();
    private @Nullable Token ahead;

    TokenStream(String text) {
        tokenizer = new Tokenizer(text);
    }

    /** Cut only when asked for: a token that cannot be cut must not hide what was wrong with the one before it. */
    Token peek() {
        Token token = ahead == null ? tokenizer.next() : ahead;
        ahead = token;
        return token;
    }

    Token take() {
        Token taken = peek();
        ahead = null;
        return taken;
    }

    boolean takeIf(Keyword keyword) {
        boolean taken = peek().isKeyword(keyword);
        if (taken) {
            take();
        }
        return taken;
    }

    boolean takeIf(String symbol) {
        boolean taken = peek().isSymbol(symbol);
        if (taken) {
            take();
        }
        return taken;
    }

    /** Ends the reading at the token ahead; the suggestion may be empty. */
    SyntaxRefused unexpected(String expected, String suggestion) {
        String found = "expected " + expected + ", found " + peek().described();
        return SyntaxRefused.at(peek().position(), expected, suggestion.isEmpty() ? found : found + "; " + suggestion);
    }

    /** Notes an error after which the grammar still makes sense. */
    void note(Token token, String expected, String message) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(new SyntaxError(token.position().line(), token.position().column(), expected, message));
        }
    }

    /** What was noted, in the order of the text. */
    List<SyntaxError> errors() {
        return List.copyOf(errors);
    }
}
