package io.lotty.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\\\"b\"",
                "0",
                "12345678901234567890.123",
                "-1.50",
                "true",
                "[]",
                "[1,\"a\",false]",
                "{}",
                "{\"b\":1,\"a\":{\"c\":[2]}}"
            })
    void what_is_written_is_what_was_read(String json) {
        assertThat(ValueJson.read(json).map(ValueJson::write)).hasValue(json);
    }

    @Test
    void null_is_absent() {
        assertThat(ValueJson.read("null")).isEmpty();
        assertThat(ValueJson.read("{\"a\":1,\"b\":null,\"a\":null}")).hasValue(Value.Fields.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999",
                "1e-999",
                "-1e99999999999",
                "1e-99999999999",
                "\"\\u0000\"",
                "\"\\udc00\"",
                "\"x\\ud83d\"",
                "[null]",
                "[1e999]",
                "{\"\\u0000\":1}",
                "[[[[[[[[[1]]]]]]]]]",
                "{\"a\":{\"b\":\"\\u0000\"},\"c\":{\"\\u0000\":1}}"
            })
    void what_a_database_could_not_keep_is_unfit(String json) {
        var value = ValueJson.read(json).orElseThrow();
        assertThat(value instanceof Value.Fields(var fields) ? fields.get("a") : value)
                .isInstanceOf(Value.Unfit.class);
    }

    @Test
    void a_number_of_too_many_digits_is_unfit_and_its_neighbours_are_not() {
        var json = "{\"long\":" + "1".repeat(5_000) + ",\"short\":1}";
        var fields = ((Value.Fields) ValueJson.read(json).orElseThrow()).fields();
        assertThat(fields.get("long")).isInstanceOf(Value.Unfit.class);
        assertThat(fields.get("short")).isInstanceOf(Value.Numeric.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,]", "nul", "1 2", "{\"a\":NaN}"})
    void anything_else_is_no_json(String text) {
        assertThatThrownBy(() -> ValueJson.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
