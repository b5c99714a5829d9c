package io.lotty.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.lotty.kit.Covers;
import io.lotty.targeting.ParseResult.Malformed;
import io.lotty.targeting.ParseResult.Parsed;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Covers("EXP-9")
class TargetingCasesTest {
    @TestFactory
    Stream<DynamicTest> every_case_comes_out_as_written() {
        return Case.all().stream()
                .map(given -> dynamicTest("line " + given.line() + ": " + given.rule(), () -> assertOutcome(given)));
    }

    @Test
    void the_corpus_is_large() {
        assertThat(Case.all()).hasSizeGreaterThan(150);
    }

    private static void assertOutcome(Case given) {
        switch (Rule.parse(given.rule())) {
            case Parsed(Rule rule) -> {
                assertThat(given.isError())
                        .as("was accepted as %s", rule.canonical())
                        .isFalse();
                assertThat(rule.matches(given.given())).isEqualTo(Boolean.parseBoolean(given.expected()));
                assertThat(rule.trace(given.given()).holds()).isEqualTo(rule.matches(given.given()));
                assertThat(Rule.parse(rule.canonical())).isEqualTo(new Parsed(rule));
            }
            case Malformed malformed -> {
                SyntaxError first = malformed.errors().getFirst();
                assertThat(given.isError()).as("was refused: %s", first).isTrue();
                assertThat(first.line() + ":" + first.column())
                        .as(first.message())
                        .isEqualTo(given.place());
                assertThat(first.message()).contains(given.partOfMessage());
                assertThat(first.expected()).isNotBlank();
            }
        }
    }
}
