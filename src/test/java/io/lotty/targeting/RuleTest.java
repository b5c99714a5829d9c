package io.lotty.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.kit.Covers;
import io.lotty.targeting.ParseResult.Malformed;
import io.lotty.targeting.ParseResult.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@Covers("EXP-9")
class RuleTest {
    private static final Rule EXISTS_X = new Rule.Comparison("x", new Condition.Exists());

    private static Rule rule(String text) {
        return switch (Rule.parse(text)) {
            case Parsed(Rule rule) -> rule;
            case Malformed malformed -> throw new AssertionError(malformed.toString());
        };
    }

    private static List<SyntaxError> errors(String text) {
        return switch (Rule.parse(text)) {
            case Parsed(Rule rule) -> throw new AssertionError(rule.canonical());
            case Malformed(List<SyntaxError> errors) -> errors;
        };
    }

    @Test
    void an_empty_rule_is_everyone_and_prints_empty() {
        assertThat(rule("")).isSameAs(Rule.everyone());
        assertThat(rule(" \t\r\n")).isSameAs(Rule.everyone());
        assertThat(Rule.everyone().canonical()).isEmpty();
        assertThat(Rule.everyone().trace(Attributes.NONE).holds()).isTrue();
    }

    @Test
    void the_canonical_text_has_capitals_single_spaces_and_only_needed_parentheses() {
        assertThat(rule("((a==1.50)) or(b in[\"x\",\"y\"]and not(c!=TRUE_ish))".replace("TRUE_ish", "true"))
                        .canonical())
                .isEqualTo("a == 1.5 OR b IN [\"x\", \"y\"] AND NOT c != true");
        assertThat(rule("(a == 1 or b == 2) and not (c > 1e3 and exists `c`)").canonical())
                .isEqualTo("(a == 1 OR b == 2) AND NOT (c > 1000 AND EXISTS c)");
        assertThat(
                        rule("`in` not in [1] and a starts with \"\\/\\u0001\" and b ends with \"é\" and c matches \"\\\\d\"")
                                .canonical())
                .isEqualTo(
                        "`in` NOT IN [1] AND a STARTS WITH \"/\\u0001\" AND b ENDS WITH \"é\" AND c MATCHES \"\\\\d\"");
        assertThat(rule("a <= \"2026-01-31\" and b < \"v1.6\" and c >= 1e300 and d contains -1e-30")
                        .canonical())
                .isEqualTo("a <= \"2026-01-31\" AND b < \"v1.6\" AND c >= 1E300 AND d CONTAINS -1E-30");
    }

    @Test
    void grouping_that_means_nothing_leaves_no_trace_in_the_tree() {
        assertThat(rule("a == 1 AND (b == 1 AND c == 1)")).isEqualTo(rule("(a == 1 AND b == 1) AND c == 1"));
        assertThat(rule("a == 1 OR (b == 1 OR c == 1)")).isEqualTo(rule("a == 1 OR b == 1 OR c == 1"));
        assertThat(rule("a == 1 OR b == 1")).isNotEqualTo(rule("b == 1 OR a == 1"));
        assertThat(rule("a IN [1, 2]")).isNotEqualTo(rule("a IN [2, 1]")).hasSameHashCodeAs(rule("a IN [1.0, 2]"));
    }

    @Test
    void four_kibibytes_are_read_and_one_byte_more_is_not() {
        String full = "x == \"" + "é".repeat((Rule.MAX_BYTES - 8) / 2) + "\" ";
        assertThat(full.getBytes(StandardCharsets.UTF_8)).hasSize(Rule.MAX_BYTES);
        assertThat(rule(full).canonical()).isEqualTo(full.strip());
        SyntaxError error = errors(full + " ").getFirst();
        assertThat(error.line()).isOne();
        assertThat(error.column()).isEqualTo(full.length() + 1);
        assertThat(error.expected()).isEqualTo("at most 4096 bytes of UTF-8");
        assertThat(errors("\ud800€😀é\n".repeat(100_000)).getFirst().line()).isEqualTo(373);
    }

    @Test
    void a_dense_rule_at_the_limit_prints_to_a_text_within_the_limit() {
        String dense = "a==1OR ".replace("1OR", "\"\"OR").repeat(490) + "b IN[1e18,-1e-18,0.001,10]AND(c>1 or`d d`<2)";
        assertThat(dense.length()).isBetween(3900, Rule.MAX_BYTES);
        String canonical = rule(dense).canonical();
        assertThat(canonical.length()).isLessThanOrEqualTo(dense.length());
        assertThat(rule(canonical)).isEqualTo(rule(dense));
    }

    @Test
    void thirty_two_levels_of_parentheses_and_not_are_read_and_thirty_three_are_not() {
        assertThat(rule("(".repeat(32) + "x == 1" + ")".repeat(32)).canonical()).isEqualTo("x == 1");
        assertThat(rule("NOT ".repeat(32) + "x == 1").canonical()).startsWith("NOT NOT");
        assertThat(rule("NOT (".repeat(16) + "x == 1" + ")".repeat(16)).matches(Attributes.NONE))
                .isFalse();
        assertThat(errors("(".repeat(33)).getFirst().column()).isEqualTo(33);
        assertThat(errors("NOT ".repeat(33) + "x == 1").getFirst().column()).isEqualTo(32 * 4 + 1);
        assertThat(errors("NOT (".repeat(17)).getFirst().expected()).contains("32 nested");
        assertThat(errors("(".repeat(4096)).getFirst().column()).isEqualTo(33);
        assertThat(rule("(x == 1) OR ".repeat(300) + "x == 1").matches(Attributes.NONE))
                .isFalse();
    }

    @Test
    void all_errors_that_leave_the_grammar_intact_are_told_at_once_in_order() {
        List<SyntaxError> errors = errors("a > \"x\" AND\nb MATCHES \"[\" AND c IN [1, \"2\", true] AND d = 1");
        assertThat(errors)
                .extracting(error -> error.line() + ":" + error.column())
                .containsExactly("1:5", "2:11", "2:28", "2:33", "2:45");
        assertThat(errors("a > \"x\" OR ".repeat(100) + "a > \"x\"")).hasSize(TokenStream.MAX_ERRORS);
    }

    @Test
    void a_long_token_is_shortened_in_the_message() {
        assertThat(errors("x " + "y".repeat(4000)).getFirst().message()).hasSizeLessThan(250);
    }

    @Test
    void the_trace_tells_every_comparison_with_the_actual_value() {
        Rule rule = rule("a == 1 AND (b > \"1.0\" OR c > 2 OR NOT EXISTS d)");
        Attributes attributes = Attributes.builder()
                .text("b", "new")
                .text("c", "3")
                .number("a", 1.0)
                .build();
        assertThat(rule.trace(attributes)).isInstanceOfSatisfying(Trace.Group.class, and -> {
            assertThat(and.rule()).isEqualTo(rule.canonical());
            assertThat(and.holds()).isTrue();
            assertThat(and.parts().getFirst())
                    .isEqualTo(new Trace.Compared("a == 1", "a", Optional.of(Numeric.of(1)), Outcome.HOLDS));
            Trace.Group or = (Trace.Group) and.parts().getLast();
            assertThat(((Trace.Compared) or.parts().get(0)).outcome()).isEqualTo(Outcome.UNPARSABLE);
            assertThat(((Trace.Compared) or.parts().get(1)).outcome()).isEqualTo(Outcome.WRONG_TYPE);
            Trace.Group not = (Trace.Group) or.parts().get(2);
            assertThat(not.holds()).isTrue();
            assertThat(not.parts())
                    .containsExactly(new Trace.Compared("EXISTS d", "d", Optional.empty(), Outcome.MISSING));
        });
    }

    @Test
    void a_tree_that_would_not_print_back_cannot_be_built() {
        Rule and = new Rule.And(List.of(EXISTS_X, EXISTS_X));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rule.And(List.of(EXISTS_X)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rule.And(List.of(EXISTS_X, and)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rule.Or(List.of(EXISTS_X, Rule.everyone())));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rule.Not(Rule.everyone()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rule.Comparison("", new Condition.Exists()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rule.Comparison("a\nb", new Condition.Exists()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Choices(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Choices(List.of(Numeric.of(1), AttributeValue.Flag.TRUE)));
        assertThatIllegalArgumentException().isThrownBy(() -> Bound.InstantBound.of("2026-02-30"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bound.InstantBound("2026-02-28", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bound.VersionBound("1"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Malformed(List.of()));
    }

    @Test
    void attributes_are_fixed_once_built() {
        Attributes.Builder builder = Attributes.builder().flag("x", true);
        Attributes built = builder.build();
        assertThat(builder.number("x", 2L).build().get("x")).isEqualTo(Numeric.of(2));
        assertThat(built.get("x")).isEqualTo(AttributeValue.Flag.TRUE);
        assertThat(Attributes.of(Map.of("x", AttributeValue.Flag.TRUE))).hasToString(built.toString());
        assertThat(Attributes.builder().flag("x", true).missing("x").build().get("x"))
                .isNull();
    }
}
