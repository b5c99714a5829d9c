package io.lotty.targeting.http;

import io.lotty.platform.http.Fields;
import io.lotty.targeting.ParseResult;
import io.lotty.targeting.Rule;
import java.util.Optional;

/** A rule as one field of a body. */
public final class RuleField {
    private RuleField() {}

    /** Notes a violation for each error of the rule, with line and column. Empty when the field is absent or wrong. */
    public static Optional<Rule> read(Fields body, String name) {
        return body.text(name).optional().map(Rule::parse).flatMap(result -> switch (result) {
            case ParseResult.Parsed parsed -> Optional.of(parsed.rule());
            case ParseResult.Malformed malformed -> {
                malformed
                        .errors()
                        .forEach(error -> body.violate(
                                name, "line " + error.line() + ", column " + error.column() + ": " + error.message()));
                yield Optional.empty();
            }
        });
    }
}
