package io.lotty.decision.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lotty.decision.DecideRequest;
import io.lotty.kit.Covers;
import io.lotty.refusal.Refusal;
import io.lotty.targeting.AttributeValue;
import io.lotty.targeting.Numeric;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("DEC-1")
class DecideReaderTest {
    @Test
    void a_whole_request_is_read() {
        var request = read("""
                {"subject_id": "ann", "flags": ["a", "b"], "enroll": false,
                 "attributes": {"country": "RU", "beta": true, "level": 3, "tags": ["x", 1, false], "none": null}}""");
        assertThat(request.subject().value()).isEqualTo("ann");
        assertThat(request.flags()).contains(List.of("a", "b"));
        assertThat(request.enroll()).isFalse();
        assertThat(request.attributes().get("country")).isEqualTo(new AttributeValue.Text("RU"));
        assertThat(request.attributes().get("beta")).isEqualTo(AttributeValue.Flag.TRUE);
        assertThat(request.attributes().get("level")).isEqualTo(Numeric.of(3));
        assertThat(request.attributes().get("none")).isNull();
        assertThat(request.attributes().get("tags"))
                .isEqualTo(new AttributeValue.ListOf(
                        List.of(new AttributeValue.Text("x"), Numeric.of(1), AttributeValue.Flag.FALSE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"subject_id\":\"ann\"}",
                "{\"subject_id\":\"ann\",\"attributes\":null,\"flags\":null,\"enroll\":null}",
                "{\"flags\":[\"x\"],\"attributes\":{\"a\":1},\"enroll\":false,"
                        + "\"subject_id\":\"bob\",\"attributes\":null,\"flags\":null,\"enroll\":null,\"subject_id\":\"ann\"}"
            })
    void what_is_absent_or_null_is_all_flags_no_attributes_and_enrolment(String body) {
        var request = read(body);
        assertThat(request.subject().value()).isEqualTo("ann");
        assertThat(request.flags()).isEmpty();
        assertThat(request.attributes()).hasToString("{}");
        assertThat(request.enroll()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {}                                                       | /subject_id missing_field
            {"subject_id":null}                                      | /subject_id missing_field
            {"subject_id":"a","subject_id":null}                     | /subject_id missing_field
            {"subject_id":7}                                         | /subject_id wrong_type
            {"subject_id":["a"]}                                     | /subject_id wrong_type
            {"subject_id":{"a":{"b":[]}}}                            | /subject_id wrong_type
            {"subject_id":""}                                        | /subject_id invalid_value
            {"subject_id":"\\ud800"}                                 | /subject_id invalid_value
            {"subject_id":"\\udc00\\ud800"}                          | /subject_id invalid_value
            {"subject_id":"a","flags":"x"}                           | /flags wrong_type
            {"subject_id":"a","flags":{"x":[1]}}                     | /flags wrong_type
            {"subject_id":"a","flags":["x",1,["y"],null,{"z":1}]}    | /flags/1 wrong_type /flags/2 wrong_type /flags/3 wrong_type /flags/4 wrong_type
            {"subject_id":"a","flags":["x","\\ud83d"]}               | /flags/1 invalid_value
            {"subject_id":"a","attributes":[1]}                      | /attributes wrong_type
            {"subject_id":"a","attributes":"x"}                      | /attributes wrong_type
            {"subject_id":"a","attributes":{"n":{"m":1}}}            | /attributes/n wrong_type
            {"subject_id":"a","attributes":{"n":[[1]]}}              | /attributes/n wrong_type
            {"subject_id":"a","attributes":{"n":[null]}}             | /attributes/n wrong_type
            {"subject_id":"a","attributes":{"a/b~c":{}}}             | /attributes/a~1b~0c wrong_type
            {"subject_id":"a","enroll":"yes"}                        | /enroll wrong_type
            {"subject_id":"a","enroll":{"x":0}}                      | /enroll wrong_type
            {"subject_id":"a","subjectId":"b"}                       | /subjectId unknown_field
            {"subject_id":"a","a/b~":{"c":[{}]}}                     | /a~1b~0 unknown_field
            {"x":1,"subject_id":2,"flags":3,"attributes":4,"enroll":5} | /x unknown_field /subject_id wrong_type /flags wrong_type /attributes wrong_type /enroll wrong_type""")
    void all_that_is_wrong_is_said_at_once_with_pointers(String body, String violations) {
        var refusal = catchThrowableOfType(Refusal.Invalid.class, () -> read(body));
        assertThat(refusal.violations().stream()
                        .map(violation -> violation.pointer() + " " + violation.code())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(violations);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "null",
                "[]",
                "\"ann\"",
                "{",
                "{\"subject_id\":\"ann\"",
                "{\"subject_id\":\"ann\",}",
                "{\"subject_id\":'ann'}",
                "{\"subject_id\":\"ann\"} x",
                "{\"subject_id\":\"ann\"}{}",
                "{\"subject_id\":\"ann\",\"flags\":[\"a\"",
                "{\"subject_id\":\"ann\",\"attributes\":{\"a\":NaN}}",
                "{\"subject_id\":\"ann\",\"attributes\":{\"a\":01}}",
                "{\"subject_id\":\"line\nbreak\"}"
            })
    void what_is_no_json_object_is_unreadable(String body) {
        assertUnreadable(Buffer.buffer(body));
    }

    @Test
    void bytes_that_are_no_utf8_are_unreadable() {
        assertUnreadable(Buffer.buffer("{\"subject_id\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void nesting_beyond_reason_is_unreadable() {
        assertUnreadable(Buffer.buffer("{\"x\":" + "[".repeat(100_000)));
    }

    @Test
    void subjects_are_any_unicode_and_count_characters_not_bytes() {
        for (var subject : List.of("😀".repeat(256), "京".repeat(256), " ", "ü", "u\u0308", "\u0001", "x".repeat(256))) {
            var body = new io.vertx.core.json.JsonObject().put("subject_id", subject);
            assertThat(DecideReader.read(body.toBuffer()).subject().value()).isEqualTo(subject);
        }
        assertInvalid("{\"subject_id\":\"" + "😀".repeat(257) + "\"}", "/subject_id");
        assertInvalid("{\"subject_id\":\"" + "x".repeat(257) + "\"}", "/subject_id");
        assertInvalid("{\"subject_id\":\"a\\u0000\"}", "/subject_id");
    }

    @Test
    void a_hundred_flags_may_be_asked_for_and_one_more_may_not() {
        assertThat(read(withFlags(100)).flags().orElseThrow()).hasSize(100);
        assertInvalid(withFlags(101), "/flags");
        assertThat(read("{\"subject_id\":\"a\",\"flags\":[]}").flags()).contains(List.of());
    }

    @Test
    void two_hundred_attributes_may_be_sent_and_one_more_may_not() {
        assertThat(read(withAttributes(200)).attributes().get("a199")).isEqualTo(Numeric.of(1));
        assertInvalid(withAttributes(201), "/attributes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.0",
                "0.1",
                "9007199254740993",
                "9223372036854775808",
                "-9223372036854775809",
                "0.1000000000000000055511151231257827",
                "1e400",
                "1e-400",
                "1E+2"
            })
    void numbers_are_exact(String number) {
        var request = read("{\"subject_id\":\"a\",\"attributes\":{\"n\":" + number + ",\"l\":[" + number + "]}}");
        assertThat(request.attributes().get("n")).isEqualTo(Numeric.of(new BigDecimal(number)));
        assertThat(request.attributes().get("l"))
                .isEqualTo(new AttributeValue.ListOf(List.of(Numeric.of(new BigDecimal(number)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e-999999999"})
    void an_exponent_that_would_fill_the_heap_does_not(String number) {
        assertThat(read("{\"subject_id\":\"a\",\"attributes\":{\"n\":" + number + "}}")
                        .attributes()
                        .get("n"))
                .isInstanceOf(Numeric.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1e-99999999999"})
    void a_number_beyond_all_numbers_is_refused(String number) {
        assertInvalid("{\"subject_id\":\"a\",\"attributes\":{\"n\":" + number + "}}", "/attributes/n");
    }

    @Test
    void a_number_of_more_than_a_hundred_digits_is_refused() {
        assertInvalid("{\"subject_id\":\"a\",\"attributes\":{\"n\":" + "1".repeat(101) + "}}", "/attributes/n");
    }

    @Test
    void of_an_attribute_sent_twice_the_last_counts() {
        var request = read("{\"subject_id\":\"a\",\"attributes\":{\"n\":1,\"n\":\"x\",\"m\":1,\"m\":null}}");
        assertThat(request.attributes().get("n")).isEqualTo(new AttributeValue.Text("x"));
        assertThat(request.attributes().get("m")).isNull();
    }

    @Test
    void there_is_an_end_to_what_is_listed_as_wrong() {
        var wrong = IntStream.range(0, 5_000).mapToObj(i -> "[]").collect(Collectors.joining(","));
        var refusal = catchThrowableOfType(
                Refusal.Invalid.class, () -> read("{\"subject_id\":\"a\",\"flags\":[" + wrong + "]}"));
        assertThat(refusal.violations()).hasSize(100);
    }

    private static DecideRequest read(String body) {
        return DecideReader.read(Buffer.buffer(body));
    }

    private static void assertInvalid(String body, String pointer) {
        var refusal = catchThrowableOfType(Refusal.Invalid.class, () -> read(body));
        assertThat(refusal.violations()).hasSize(1).allSatisfy(violation -> {
            assertThat(violation.pointer()).isEqualTo(pointer);
            assertThat(violation.code()).isEqualTo("invalid_value");
        });
    }

    private static void assertUnreadable(Buffer body) {
        var refusal = catchThrowableOfType(Refusal.Unreadable.class, () -> DecideReader.read(body));
        assertThat(refusal.code()).isEqualTo("malformed_json");
    }

    private static String withFlags(int count) {
        var flags = IntStream.range(0, count).mapToObj(i -> "\"f" + i + '"').collect(Collectors.joining(","));
        return "{\"subject_id\":\"a\",\"flags\":[" + flags + "]}";
    }

    private static String withAttributes(int count) {
        var attributes =
                IntStream.range(0, count).mapToObj(i -> "\"a" + i + "\":1").collect(Collectors.joining(","));
        return "{\"subject_id\":\"a\",\"attributes\":{" + attributes + "}}";
    }
}
