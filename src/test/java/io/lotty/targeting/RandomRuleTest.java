package io.lotty.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.lotty.kit.Covers;
import io.lotty.targeting.ParseResult.Malformed;
import io.lotty.targeting.ParseResult.Parsed;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Covers("EXP-9")
class RandomRuleTest {
    private static final int TREES = 10_000;
    private static final int MUTANTS = 100_000;
    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "NOT ",
            " AND ",
            " or ",
            "[",
            "]",
            ",",
            "==",
            "=",
            "!",
            "&&",
            "\"",
            "`",
            "\\",
            "\\u",
            "x",
            " IN ",
            "1",
            "1e9",
            "-",
            ".",
            " MATCHES \"",
            "{1000}",
            "(a*)*",
            "\n",
            "\r",
            "\0",
            "é",
            "😀",
            "\ud800",
            " ",
            "EXISTS ",
            " STARTS WITH ",
            "\"1.0-rc\"",
            "\"2026-02-30\"",
            "((((((((((((((((((((((((((((((((",
            "NOT NOT NOT ");

    private static long newSeed() {
        return new SplittableRandom().nextLong();
    }

    @Test
    void a_random_tree_prints_and_parses_back_to_the_same_tree() {
        long seed = newSeed();
        RandomRules rules = new RandomRules(new SplittableRandom(seed));
        for (int i = 0; i < TREES; i++) {
            Rule rule = rules.rule(i % 4);
            String text = rule.canonical();
            assertThat(Rule.parse(text))
                    .as("seed %d, tree %d: %s", seed, i, text)
                    .isEqualTo(new Parsed(rule));
        }
    }

    @Test
    @Timeout(120)
    void the_parser_survives_mutated_rules_and_places_every_error_within_the_text() {
        long seed = newSeed();
        SplittableRandom random = new SplittableRandom(seed);
        RandomRules rules = new RandomRules(random);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        String text = "";
        for (int i = 0; i < MUTANTS; i++) {
            text = i % 20 == 0 ? rules.rule(i % 3).canonical() : mutated(text, random);
            try {
                assertAnswer(text);
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                fail("seed %d, mutant %d: %s".formatted(seed, i, text), e);
            }
        }
        // Processor time, since a busy machine says nothing about the parser.
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
                .as("seed %d", seed)
                .isLessThan(Duration.ofSeconds(20));
    }

    private static void assertAnswer(String text) {
        switch (Rule.parse(text)) {
            case Parsed(Rule rule) -> {
                if (!Rule.parse(rule.canonical()).equals(new Parsed(rule))) {
                    throw new AssertionError(rule.canonical());
                }
            }
            case Malformed(List<SyntaxError> errors) -> {
                // Plain checks: a hundred thousand fluent ones would take longer than the parser.
                for (SyntaxError error : errors) {
                    boolean placed = error.line() >= 1 && error.line() <= text.length() + 1;
                    placed = placed && error.column() >= 1 && error.column() <= text.length() + 1;
                    if (!placed || error.message().isBlank()) {
                        throw new AssertionError(error.toString());
                    }
                }
            }
        }
    }

    private static String mutated(String text, SplittableRandom random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(4));
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1 -> text.substring(0, from) + piece + text.substring(from);
            case 2 -> text.substring(0, from) + piece + text.substring(to);
            default -> text.substring(0, from) + text.substring(random.nextInt(text.length() + 1));
        };
    }
}
