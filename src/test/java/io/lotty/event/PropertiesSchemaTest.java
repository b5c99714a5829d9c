package io.lotty.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("EVT-1")
class PropertiesSchemaTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type": "string"}                  | "x"       | 1
            {"type": "number"}                  | 1.5       | "1.5"
            {"type": "integer"}                 | 3.0       | 3.5
            {"type": "boolean"}                 | false     | 0
            {"type": "string"}                  | "x"       | ["x"]
            {"type": "string"}                  | "x"       | {"a": 1}""")
    void a_value_of_another_type_is_a_wrong_type(String rule, String good, String bad) {
        assertThat(codeOf(rule, good)).isEqualTo("fits");
        assertThat(codeOf(rule, bad)).isEqualTo("WRONG_TYPE properties.p");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type": "number", "minimum": 0}             | 0       | -0.1
            {"type": "number", "maximum": 0.1}           | 0.1     | 0.10000000000000001
            {"type": "number", "exclusiveMinimum": 0}    | 1e-9    | 0
            {"type": "integer", "exclusiveMaximum": 5}   | 4       | 5
            {"type": "string", "minLength": 2}           | "ab"    | "a"
            {"type": "string", "maxLength": 2}           | "😀😀"  | "abc"
            {"enum": ["a", 1, true]}                     | 1.0     | "1"
            {"type": "string", "enum": ["a", "b"]}       | "b"     | "B"
            {}                                           | [1,2]   | 1e999
            {}                                           | {"a":1} | "a\\u0000b\"""")
    void a_value_outside_its_range_is_an_invalid_value(String rule, String good, String bad) {
        assertThat(codeOf(rule, good)).isEqualTo("fits");
        assertThat(codeOf(rule, bad)).isEqualTo("INVALID_VALUE properties.p");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                               |
            {"additionalProperties": false}                                  | has no p and refuses what it does not have
            {"properties": {"p": {}}, "additionalProperties": false}         |
            {"properties": {"p": {"type": "number"}}}                        |
            {"properties": {"p": {"type": "integer", "enum": [1, 2]}}}       |
            {"properties": {"p": {"type": "string"}}}                        | says that p is a string
            {"properties": {"p": {"type": "boolean"}}}                       | says that p is true or false
            {"properties": {"p": {"enum": ["a", 1]}}}                        |
            {"properties": {"p": {"enum": ["a", "b"]}}}                      | says that p is one of "a", "b"
            {"properties": {"q": {"type": "string"}}}                        |""")
    @Covers("MET-1")
    void a_schema_says_why_a_property_can_be_no_number(String schema, @Nullable String why) {
        assertThat(Catalogues.schema(schema).whyNoNumber("p")).isEqualTo(Optional.ofNullable(why));
    }

    @Test
    void a_required_property_that_is_absent_or_null_is_missing() {
        var schema = Catalogues.schema("{\"required\": [\"p\"]}");
        assertThat(schema.flaw(fields("{}")))
                .hasValue(new Flaw(EventError.MISSING_FIELD, "properties.p", "is required"));
        assertThat(schema.flaw(fields("{\"p\": null}"))).isPresent();
        assertThat(schema.flaw(fields("{\"p\": 0}"))).isEmpty();
    }

    @Test
    void a_property_that_is_not_described_is_refused_only_when_the_schema_says_so() {
        var properties = fields("{\"q\": 1}");
        assertThat(Catalogues.schema("{\"properties\": {\"p\": {}}}").flaw(properties))
                .isEmpty();
        assertThat(Catalogues.schema("{\"additionalProperties\": false}").flaw(properties))
                .map(Flaw::code)
                .hasValue(EventError.INVALID_VALUE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                  | /properties_schema                          | wrong_type
            {"type": "array"}                                   | /properties_schema/type                     | invalid_value
            {"patternProperties": {}}                           | /properties_schema/patternProperties        | unknown_field
            {"properties": 1}                                   | /properties_schema/properties               | wrong_type
            {"properties": {"p": 1}}                            | /properties_schema/properties/p             | wrong_type
            {"properties": {"a/b": {"format": "date"}}}         | /properties_schema/properties/a~1b/format   | unknown_field
            {"properties": {"p": {"type": "object"}}}           | /properties_schema/properties/p/type        | invalid_value
            {"properties": {"p": {"minimum": 1}}}               | /properties_schema/properties/p/minimum     | invalid_value
            {"properties": {"p": {"type": "number", "maximum": "1"}}} | /properties_schema/properties/p/maximum | wrong_type
            {"properties": {"p": {"type": "string", "minLength": -1}}} | /properties_schema/properties/p/minLength | wrong_type
            {"properties": {"p": {"type": "number", "maxLength": 1}}}  | /properties_schema/properties/p/maxLength | invalid_value
            {"properties": {"p": {"enum": []}}}                 | /properties_schema/properties/p/enum        | wrong_type
            {"properties": {"p": {"type": "string", "enum": [1]}}} | /properties_schema/properties/p/enum/0   | invalid_value
            {"required": "p"}                                   | /properties_schema/required                 | wrong_type
            {"required": [1]}                                   | /properties_schema/required/0               | wrong_type
            {"additionalProperties": {}}                        | /properties_schema/additionalProperties     | wrong_type""")
    void a_keyword_that_is_wrong_or_would_not_be_checked_is_refused_by_its_pointer(
            String schema, String pointer, String code) {
        violations(schema)
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(pointer, code));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            100, 256, ''
            101, 256, must have at most 100 values
            100, 257, must have at most 256 characters""")
    void a_list_of_values_is_bounded_in_length_and_so_is_each_of_them(int size, int length, String message) {
        var schema = "{\"properties\": {\"p\": {\"enum\": " + values(size, length) + "}}}";
        if (message.isEmpty()) {
            assertThat(Catalogues.schema(schema).source()).isNotNull();
        } else {
            violations(schema).first().satisfies(violation -> {
                assertThat(violation.pointer()).startsWith("/properties_schema/properties/p/enum");
                assertThat(violation.message()).isEqualTo(message);
            });
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            201, 1,   /properties_schema/required
            1,   257, /properties_schema/required/0""")
    void names_that_are_required_are_bounded_as_well(int size, int length, String pointer) {
        violations("{\"required\": " + values(size, length) + "}")
                .extracting(Violation::pointer)
                .containsExactly(pointer);
    }

    @Test
    void of_too_many_values_that_are_wrong_each_not_all_are_told() {
        violations("{\"properties\": {\"p\": {\"enum\": [" + "[],".repeat(999) + "[]]}}}")
                .hasSize(EventLimits.MAX_CHOICES + 1);
    }

    @Test
    void a_message_names_ten_of_many_values_and_the_beginning_of_long_ones() {
        assertThat(messageOf("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"))
                .isEqualTo("must be one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10");
        assertThat(messageOf("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]"))
                .isEqualTo("must be one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 … and 2 more");
        assertThat(messageOf("[\"" + "a".repeat(50) + "\", \"" + "b".repeat(49) + "😀\"]"))
                .isEqualTo("must be one of \"" + "a".repeat(50) + "\", \"" + "b".repeat(49) + "…\"");
    }

    @Test
    void a_schema_that_was_taken_before_there_were_bounds_still_holds_and_its_messages_are_short() {
        var json = "{\"properties\": {\"p\": {\"enum\": " + values(5_000, 1_000) + "}}}";
        var schema = PropertiesSchema.restore(ValueJson.read(json).orElseThrow());

        assertThat(schema.flaw(fields("{\"p\": \"" + value(4_999, 1_000) + "\"}")))
                .isEmpty();
        assertThat(schema.flaw(fields("{\"p\": \"none\"}")))
                .hasValueSatisfying(
                        flaw -> assertThat(flaw.message()).hasSizeLessThan(700).endsWith(" … and 4990 more"));
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        violations("{\"type\": 1, \"x\": 1, \"properties\": {\"p\": {\"y\": 1}}}")
                .hasSize(3);
    }

    @Test
    void the_source_is_kept_as_it_was_written() {
        var json = "{\"title\":\"t\",\"properties\":{\"p\":{\"type\":\"number\",\"minimum\":0.10}}}";
        assertThat(ValueJson.write(Catalogues.schema(json).source())).isEqualTo(json);
    }

    private static String codeOf(String rule, String value) {
        var schema = Catalogues.schema("{\"properties\": {\"p\": " + rule + "}}");
        return schema.flaw(fields("{\"p\": " + value + "}"))
                .map(flaw -> flaw.code() + " " + flaw.field())
                .orElse("fits");
    }

    /** Of a property whose value is none of them. */
    private static String messageOf(String choices) {
        return Catalogues.schema("{\"properties\": {\"p\": {\"enum\": " + choices + "}}}")
                .flaw(fields("{\"p\": true}"))
                .map(Flaw::message)
                .orElseThrow();
    }

    /** A list of different texts. */
    private static String values(int size, int length) {
        return IntStream.range(0, size)
                .mapToObj(i -> "\"" + value(i, length) + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String value(int number, int length) {
        return "x".repeat(Math.max(0, length - 4))
                + String.format("%04d", number).substring(Math.max(0, 4 - length));
    }

    private static Value.Fields fields(String json) {
        return (Value.Fields) ValueJson.read(json).orElseThrow();
    }

    private static ListAssert<Violation> violations(String schema) {
        return assertThatThrownBy(() -> Catalogues.schema(schema))
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.Invalid.class))
                .extracting(Refusal.Invalid::violations)
                .asInstanceOf(InstanceOfAssertFactories.list(Violation.class));
    }
}
