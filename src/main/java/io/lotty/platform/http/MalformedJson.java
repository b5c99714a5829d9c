package io.lotty.platform.http;

import io.lotty.refusal.Refusal;
import java.util.regex.Pattern;

/** Bodies that are no JSON object. Parsers quote what they stumble over, which may be a password: only the place is told. */
public final class MalformedJson {
    private static final String CODE = "malformed_json";
    private static final Pattern PLACE = Pattern.compile("line: ([0-9]+), column: ([0-9]+)");

    private MalformedJson() {}

    /** @param failure the parser's */
    public static Refusal.Unreadable refusal(Throwable failure) {
        // the parser's own words come last
        var place = PLACE.matcher(String.valueOf(failure.getMessage()))
                .results()
                .reduce((first, second) -> second)
                .map(found -> ": look at line " + found.group(1) + ", column " + found.group(2))
                .orElse("");
        return new Refusal.Unreadable(CODE, "The body is not valid JSON" + place + ".");
    }

    public static Refusal.Unreadable noObject() {
        return new Refusal.Unreadable(CODE, "The body must be a JSON object.");
    }
}
