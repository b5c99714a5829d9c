package io.lotty.targeting;

import io.lotty.targeting.Token.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What people most likely meant; an empty text where nothing is near. */
final class Suggestions {
    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("=", "=="),
            Map.entry("===", "=="),
            Map.entry(":", "=="),
            Map.entry("IS", "=="),
            Map.entry("EQ", "=="),
            Map.entry("EQUALS", "=="),
            Map.entry("<>", "!="),
            Map.entry("!==", "!="),
            Map.entry("=!", "!="),
            Map.entry("NE", "!="),
            Map.entry("=>", ">="),
            Map.entry("GT", ">"),
            Map.entry("GTE", ">="),
            Map.entry("GE", ">="),
            Map.entry("=<", "<="),
            Map.entry("LT", "<"),
            Map.entry("LTE", "<="),
            Map.entry("LE", "<="),
            Map.entry("BETWEEN", ">= and <= joined by AND"),
            Map.entry("NOTIN", "NOT IN"),
            Map.entry("HAS", "CONTAINS"),
            Map.entry("INCLUDES", "CONTAINS"),
            Map.entry("BEGINS", "STARTS WITH"),
            Map.entry("STARTSWITH", "STARTS WITH"),
            Map.entry("ENDSWITH", "ENDS WITH"),
            Map.entry("LIKE", "CONTAINS or MATCHES"),
            Map.entry("~", "MATCHES"),
            Map.entry("=~", "MATCHES"),
            Map.entry("~=", "MATCHES"),
            Map.entry("REGEX", "MATCHES"),
            Map.entry("REGEXP", "MATCHES"));

    private static final List<String> OPERATOR_WORDS =
            List.of("IN", "NOT IN", "CONTAINS", "STARTS WITH", "ENDS WITH", "MATCHES");

    private Suggestions() {}

    static String forOperator(Token attribute, Token found) {
        String word = found.text().toUpperCase(Locale.ROOT).replace("_", "").replace("-", "");
        if (found.is(Kind.NAME) || found.is(Kind.SYMBOL)) {
            String meant = OPERATORS.getOrDefault(word, "");
            if (!meant.isEmpty()) {
                return word.equals("IS") ? "did you mean ==, or EXISTS for IS NOT NULL?" : didYouMean(meant);
            }
        }
        if (found.isKeyword(Keyword.EXISTS)) {
            return didYouMean("EXISTS " + attribute.described());
        }
        if (found.isAttributeName() && attribute.is(Kind.NAME)) {
            String prefix = nearest(attribute.text(), List.of("NOT", "EXISTS"));
            if (!prefix.isEmpty()) {
                return didYouMean(prefix + " " + found.described());
            }
        }
        return found.is(Kind.NAME) ? didYouMean(nearest(found.text(), OPERATOR_WORDS)) : "";
    }

    static String forConnective(Token found) {
        if (found.is(Kind.SYMBOL)) {
            return switch (found.text()) {
                case "&&", "&" -> didYouMean("AND");
                case "||", "|", "," -> didYouMean("OR");
                case ")" -> "this ) has no opening (";
                default -> "";
            };
        }
        return found.is(Kind.NAME) ? didYouMean(nearest(found.text(), List.of("AND", "OR"))) : "";
    }

    static String forAttribute(Token found) {
        return switch (found.kind()) {
            case STRING, NUMBER -> "the attribute stands on the left, the literal on the right";
            case NAME -> "a reserved word is an attribute only in backticks: `" + found.text() + "`";
            case SYMBOL ->
                switch (found.text()) {
                    case "!" -> didYouMean("NOT");
                    case "(" -> "EXISTS takes its attribute without parentheses";
                    default -> "";
                };
            case QUOTED_NAME, END -> "";
        };
    }

    static String forLiteral(Token found) {
        if (found.isSymbol("[")) {
            return "a list stands only after IN and NOT IN";
        }
        if (found.is(Kind.QUOTED_NAME) || found.isAttributeName() || found.is(Kind.NAME)) {
            String lower = found.text().toLowerCase(Locale.ROOT);
            return switch (lower) {
                case "true", "false" -> found.text().equals(lower) ? "" : didYouMean(lower);
                case "null" -> "a missing attribute is asked for by NOT EXISTS";
                default -> didYouMean(Printer.quoted(found.text()));
            };
        }
        return "";
    }

    static String forList(Token found) {
        return found.isSymbol("(") ? "a list stands in square brackets" : "did you mean == or [ ]?";
    }

    /** The whole message on an ordering literal that is none. */
    static String forBound(Token literal) {
        String text = literal.text();
        if (Instants.isDateShaped(text)) {
            return literal.described() + " is no real day, or no RFC 3339 instant such as \"2026-01-31T10:00:00Z\"";
        }
        String unordered = literal.described() + " has no order: it is no date, no RFC 3339 instant, and no version";
        if (NumberText.isJson(text)) {
            return unordered + " of at least two parts; " + didYouMean("the number " + text);
        }
        return unordered + " such as \"1.6.0\"";
    }

    /** Appended to the complaint about a number. */
    static String forNumber(String text) {
        boolean ordered = Versions.isLiteral(text) || Instants.epochSecond(text) != Instants.NONE;
        return ordered ? "; " + didYouMean(Printer.quoted(text)) : "";
    }

    static SyntaxRefused strayCharacter(int c, Position position) {
        String expected = "a token of the language";
        String shown = codePoint(c);
        if (c == '\'' || (c >= 0x2018 && c <= 0x201F)) {
            String quotes = "a string in straight double quotes";
            return SyntaxRefused.at(position, quotes, "expected " + quotes + ", found " + shown);
        }
        boolean space = Character.isSpaceChar(c) || Character.isWhitespace(c) || c == 0xFEFF;
        String hint = space ? "; did you mean a plain space?" : "";
        boolean letter = Character.isLetter(c);
        String name = letter ? "; a name with other than ASCII letters stands in backticks" : "";
        return SyntaxRefused.at(position, expected, "unexpected character " + shown + hint + name);
    }

    /** Printable as itself, with its number beside it. */
    static String codePoint(int c) {
        boolean visible = Character.isLetterOrDigit(c) || (c > ' ' && c < 127);
        return (visible ? Character.toString(c) + " " : "") + "(U+%04X)".formatted(c);
    }

    private static String didYouMean(String meant) {
        return meant.isEmpty() ? "" : "did you mean " + meant + "?";
    }

    private static String nearest(String word, List<String> candidates) {
        String upper = word.toUpperCase(Locale.ROOT).replace('_', ' ');
        return candidates.stream()
                .filter(candidate -> isNear(upper, candidate))
                .findFirst()
                .orElse("");
    }

    /** One slip in a short word, two in a longer one; a slip is a letter more, less, other, or two exchanged. */
    private static boolean isNear(String word, String candidate) {
        int allowed = candidate.length() <= 3 ? 1 : 2;
        return Math.abs(word.length() - candidate.length()) <= allowed && distance(word, candidate) <= allowed;
    }

    private static int distance(String word, String candidate) {
        int[][] best = new int[word.length() + 1][candidate.length() + 1];
        Arrays.setAll(best[0], i -> i);
        for (int i = 1; i <= word.length(); i++) {
            best[i][0] = i;
            for (int j = 1; j <= candidate.length(); j++) {
                int other = word.charAt(i - 1) == candidate.charAt(j - 1) ? 0 : 1;
                best[i][j] = Math.min(best[i - 1][j - 1] + other, 1 + Math.min(best[i - 1][j], best[i][j - 1]));
                boolean exchanged = i > 1
                        && j > 1
                        && word.charAt(i - 1) == candidate.charAt(j - 2)
                        && word.charAt(i - 2) == candidate.charAt(j - 1);
                if (exchanged) {
                    best[i][j] = Math.min(best[i][j], best[i - 2][j - 2] + 1);
                }
            }
        }
        return best[word.length()][candidate.length()];
    }
}
