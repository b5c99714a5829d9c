package io.lotty.platform.http;

import java.util.List;
import java.util.stream.Collectors;

/** Tables for people's programs (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe. */
public final class Csv {
    private static final String FORMULA = "=+-@\t\r";
    private static final String SPECIAL = "\",\r\n'";

    private Csv() {}

    public static String row(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        var harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean isPlain = harmless.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
        return isPlain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
