package io.lotty.targeting;

/** Walks a text by code points and knows line and column; a line ends with LF, CR LF or CR. */
final class Cursor {
    static final int END = -1;

    private final String text;
    private int at;
    private int line = 1;
    private int column = 1;

    Cursor(String text) {
        this.text = text;
    }

    /** The code point ahead, or {@link #END}. */
    int peek() {
        return at < text.length() ? text.codePointAt(at) : END;
    }

    /** The code point after the one ahead; only asked where the one ahead is no supplementary character. */
    int peekSecond() {
        return at + 1 < text.length() ? text.codePointAt(at + 1) : END;
    }

    int advance() {
        int passed = peek();
        boolean endsLine = passed == '\n' || (passed == '\r' && peekSecond() != '\n');
        at += Character.charCount(passed);
        line = endsLine ? line + 1 : line;
        column = endsLine ? 1 : column + 1;
        return passed;
    }

    Position position() {
        return new Position(line, column);
    }

    int offset() {
        return at;
    }

    String since(int offset) {
        return text.substring(offset, at);
    }
}
