package io.lotty.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.kit.Covers;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("FLAG-3")
class FlagValueTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"green\"        | STRING JSON",
                "\"\"             | STRING JSON",
                "\"a\\\"b\\\\\"   | STRING JSON",
                "0                | NUMBER JSON",
                "-12.50e+3        | NUMBER JSON",
                "true             | BOOLEAN JSON",
                "false            | BOOLEAN JSON",
                "{}               | JSON",
                "{\"a\":[1,null]} | JSON",
                "[]               | JSON",
                "null             | ``",
            })
    void a_json_value_fits_its_own_type_and_json_takes_all_but_null(String json, String types) {
        var fitting = EnumSet.noneOf(FlagType.class);
        for (var type : FlagType.values()) {
            if (fits(type, json)) {
                fitting.add(type);
            }
        }

        assertThat(fitting).extracting(FlagType::name).containsExactlyInAnyOrderElementsOf(words(types));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1abc",
                "-",
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "--1",
                "0x1",
                "1 ",
                "NaN",
                "Infinity",
                "\"",
                "\"a",
                "a\"",
                "\"a\\\"",
                "\"a\"b\"",
                "'a'",
                "True",
                "TRUE",
                "nul",
                "{",
                "}",
                "{]",
                "[",
                "\"a\"}"
            })
    void text_that_is_no_json_value_fits_nothing(String text) {
        for (var type : FlagType.values()) {
            assertThat(fits(type, text)).as("%s as %s", text, type).isFalse();
        }
    }

    @Test
    void a_refusal_says_what_the_type_takes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlagValue(FlagType.BOOLEAN, "1"))
                .withMessage("must be true or false, as the flag's type says");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlagValue(FlagType.JSON, "null"))
                .withMessage("must be any JSON value but null, as the flag's type says");
    }

    @Test
    void a_value_ends_at_65536_characters() {
        var inside = "x".repeat(65_534);

        assertThatCode(() -> new FlagValue(FlagType.STRING, '"' + inside + '"')).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> new FlagValue(FlagType.STRING, "\"x" + inside + '"'));
        assertThat(fits(FlagType.NUMBER, "9".repeat(65_536))).isTrue();
    }

    @Test
    void types_are_named_in_lower_case() {
        assertThat(FlagType.of("json")).isEqualTo(FlagType.JSON);
        assertThat(FlagType.NUMBER.text()).isEqualTo("number");
        assertThatIllegalArgumentException().isThrownBy(() -> FlagType.of("integer"));
    }

    private static boolean fits(FlagType type, String json) {
        try {
            return new FlagValue(type, json).json().equals(json);
        } catch (IllegalArgumentException unfit) {
            return false;
        }
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }
}
