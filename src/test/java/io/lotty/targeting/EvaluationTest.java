package io.lotty.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.lotty.kit.Covers;
import io.lotty.targeting.ParseResult.Malformed;
import io.lotty.targeting.ParseResult.Parsed;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

@Covers("EXP-9")
class EvaluationTest {
    private static final int ROUNDS = 20_000;

    private static final String COMMON = """
            country IN ["RU", "KZ"] AND country NOT IN ["DE"] AND country == "RU" AND country != "US"
            AND app_version >= "1.6.0-rc.1" AND app_version < "2.0" AND since > "2024-02-29" AND since < "2027-01-01T00:00:00Z"
            AND age >= 18 AND age < 99.5 AND score > 0.25 AND score != 3 AND beta == true AND tags CONTAINS "new"
            AND tags != "old" AND country STARTS WITH "R" AND country ENDS WITH "U" AND country CONTAINS "R"
            AND EXISTS country AND NOT missing == 1
            """;

    private static Rule rule(String text) {
        return switch (Rule.parse(text)) {
            case Parsed(Rule rule) -> rule;
            case Malformed malformed -> fail(malformed.toString());
        };
    }

    @Test
    void the_common_comparisons_take_nothing_from_the_heap() {
        Rule rule = rule(COMMON);
        Attributes attributes = Attributes.builder()
                .text("country", "RU")
                .text("app_version", "v1.10.0+build.7")
                .text("since", "2026-03-01T10:00:00.25+03:00")
                .number("age", 30L)
                .number("score", 0.5)
                .flag("beta", true)
                .list("tags", List.of(new AttributeValue.Text("new"), Numeric.of(1)))
                .build();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThat(holdsEveryTime(rule, attributes)).isTrue();
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean held = holdsEveryTime(rule, attributes);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(held).isTrue();
        assertThat(bytes / ROUNDS).as("bytes per evaluation").isZero();
    }

    private static boolean holdsEveryTime(Rule rule, Attributes attributes) {
        boolean holds = true;
        for (int i = 0; i < ROUNDS; i++) {
            holds &= rule.matches(attributes);
        }
        return holds;
    }

    @Test
    void a_pattern_that_would_take_the_heap_or_the_stack_is_refused_and_what_is_accepted_matches() {
        List<String> hostile = List.of(
                "(".repeat(251) + ")".repeat(251),
                "((a{1000}){1000}){1000}",
                "(?:(?:a{1,9}){1,9}){999,}",
                "(x?){1000}",
                "()".repeat(2000),
                "x?".repeat(1500),
                "\\pL{1000}".repeat(400),
                "(a{999999999}){999999999}",
                "(?i)\u1c81",
                "(?i)[a-😀]",
                "(?s-i:x)[\\x{1c00}-\\x{01d00}]",
                "(?i)\\x{1c80}",
                "a{99999999999999999999}");
        for (String pattern : hostile) {
            assertThat(Rule.parse("x MATCHES " + Printer.quoted(pattern)))
                    .as(pattern)
                    .isInstanceOf(Malformed.class);
        }
        List<String> usual = List.of(
                "(\\d{1,3}\\.){3}\\d{1,3}",
                "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
                "[a-z]{1,63}(\\.[a-z]{1,63}){1,10}",
                "x?".repeat(900),
                "()".repeat(200),
                "(?i)[а-я]|\\x{430}|😀|^-",
                "[a-😀]",
                "word|".repeat(300) + "end");
        Attributes attributes = Attributes.builder().text("x", "yé".repeat(500)).build();
        for (String pattern : usual) {
            assertThat(rule("x MATCHES " + Printer.quoted(pattern)).trace(attributes))
                    .isNotNull();
        }
    }
}
