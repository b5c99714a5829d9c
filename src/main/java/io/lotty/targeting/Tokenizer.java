package io.lotty.targeting;

import io.lotty.targeting.Token.Kind;
import java.util.function.IntPredicate;

/** Cuts a text into tokens, one at a time, so that the first error found is the first in the text. */
final class Tokenizer {
    private static final String PUNCTUATION = "()[],";
    private static final String OPERATOR = "=!<>&|~:";

    private final Cursor cursor;

    Tokenizer(String text) {
        this.cursor = new Cursor(text);
    }

    Token next() {
        skip(c -> c == ' ' || c == '\t' || c == '\n' || c == '\r');
        Position start = cursor.position();
        int offset = cursor.offset();
        int c = cursor.peek();
        if (c == Cursor.END) {
            return new Token(Kind.END, "", start);
        }
        if (c == '"') {
            return new Token(Kind.STRING, string(start), start);
        }
        if (c == '`') {
            return new Token(Kind.QUOTED_NAME, quotedName(start), start);
        }
        if (AttributeName.isStart(c)) {
            skip(AttributeName::isPart);
            return new Token(Kind.NAME, cursor.since(offset), start);
        }
        if (AttributeName.isDigit(c) || c == '-' || c == '+' || c == '.') {
            skip(p -> AttributeName.isPart(p) || p == '+');
            return new Token(Kind.NUMBER, number(cursor.since(offset), start), start);
        }
        if (OPERATOR.indexOf(c) >= 0) {
            skip(p -> OPERATOR.indexOf(p) >= 0);
            return new Token(Kind.SYMBOL, cursor.since(offset), start);
        }
        if (PUNCTUATION.indexOf(c) >= 0) {
            cursor.advance();
            return new Token(Kind.SYMBOL, cursor.since(offset), start);
        }
        throw Suggestions.strayCharacter(c, start);
    }

    private void skip(IntPredicate wanted) {
        while (wanted.test(cursor.peek())) {
            cursor.advance();
        }
    }

    private static String number(String text, Position start) {
        if (!NumberText.isJson(text)) {
            throw SyntaxRefused.at(
                    start, "a number as in JSON", text + " is not a number as in JSON" + Suggestions.forNumber(text));
        }
        if (!NumberText.isInRange(text)) {
            throw SyntaxRefused.at(start, "a number within ±1.7E308", "this number is beyond the range of a double");
        }
        return text;
    }

    /** In backticks, where two of them stand for one. */
    private String quotedName(Position start) {
        StringBuilder name = new StringBuilder();
        cursor.advance();
        while (cursor.peek() != '`' || cursor.peekSecond() == '`') {
            int c = cursor.peek();
            if (c == Cursor.END || !AttributeName.isAllowed(c)) {
                throw SyntaxRefused.at(start, "a closing `", "this name in backticks is not closed on its line");
            }
            name.appendCodePoint(cursor.advance());
            if (c == '`') {
                cursor.advance();
            }
        }
        cursor.advance();
        if (name.isEmpty()) {
            throw SyntaxRefused.at(start, "a name in backticks", "an attribute name is not empty");
        }
        return name.toString();
    }

    private String string(Position start) {
        StringBuilder string = new StringBuilder();
        cursor.advance();
        while (cursor.peek() != '"') {
            int c = cursor.peek();
            if (c == Cursor.END || c == '\n' || c == '\r') {
                throw SyntaxRefused.at(start, "a closing \"", "this string is not closed on its line");
            }
            if (c < ' ' || AttributeName.isSurrogate(c)) {
                throw SyntaxRefused.at(
                        start,
                        "a string as in JSON",
                        "the string holds a raw %s; write it as \\u%04x".formatted(Suggestions.codePoint(c), c));
            }
            cursor.advance();
            string.appendCodePoint(c == '\\' ? escaped(start) : c);
        }
        cursor.advance();
        return string.toString();
    }

    private int escaped(Position start) {
        int c = cursor.peek();
        int simple = c == Cursor.END ? -1 : "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            cursor.advance();
            return "\"\\/\b\f\n\r\t".charAt(simple);
        }
        if (c != 'u') {
            throw badEscape(start);
        }
        cursor.advance();
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = hexadecimal(cursor.peek());
            if (digit < 0) {
                throw badEscape(start);
            }
            cursor.advance();
            unit = unit * 16 + digit;
        }
        return unit;
    }

    /** Only ASCII counts, whatever {@link Character#digit} takes for a digit. */
    private static int hexadecimal(int c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private static SyntaxRefused badEscape(Position start) {
        return SyntaxRefused.at(
                start,
                "an escape as in JSON: \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX",
                "the string holds a backslash that begins no JSON escape; a backslash itself is \\\\");
    }
}
