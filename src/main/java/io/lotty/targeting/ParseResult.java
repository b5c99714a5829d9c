package io.lotty.targeting;

import java.util.List;

/** What became of a text: a rule, or at least one error, in the order of the text. */
public sealed interface ParseResult {
    record Parsed(Rule rule) implements ParseResult {}

    record Malformed(List<SyntaxError> errors) implements ParseResult {
        public Malformed {
            errors = List.copyOf(errors);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("malformed without an error");
            }
        }
    }
}
