package io.lotty.decision.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lotty.decision.DecideRequest;
import io.lotty.kit.Covers;
import io.lotty.refusal.Refusal;
import io.lotty.targeting.AttributeValue;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("DEC-12")
class BatchReaderTest {
    @Test
    void each_subject_becomes_a_question_of_its_own_with_flags_and_enrolment_shared() {
        var requests = read("""
                {"subjects": [{"subject_id": "ann", "attributes": {"country": "RU"}}, {"subject_id": "bob"}],
                 "enroll": false, "flags": ["a"]}""");
        assertThat(requests).hasSize(2).allSatisfy(request -> {
            assertThat(request.flags()).contains(List.of("a"));
            assertThat(request.enroll()).isFalse();
        });
        assertThat(requests.getFirst().subject().value()).isEqualTo("ann");
        assertThat(requests.getFirst().attributes().get("country")).isEqualTo(new AttributeValue.Text("RU"));
        assertThat(requests.getLast().subject().value()).isEqualTo("bob");
        assertThat(requests.getLast().attributes()).hasToString("{}");
    }

    @Test
    void what_is_absent_is_all_flags_and_enrolment() {
        assertThat(read("{\"subjects\":[{\"subject_id\":\"ann\"}]}"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.flags()).isEmpty();
                    assertThat(request.enroll()).isTrue();
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {}                                                          | /subjects missing_field
            {"subjects":null}                                           | /subjects missing_field
            {"subjects":{}}                                             | /subjects wrong_type
            {"subjects":[]}                                             | /subjects invalid_value
            {"subjects":["ann"]}                                        | /subjects/0 wrong_type
            {"subjects":[{}]}                                           | /subjects/0/subject_id missing_field
            {"subjects":[{"subject_id":""}]}                            | /subjects/0/subject_id invalid_value
            {"subjects":[{"subject_id":7},[[1]],{"subject_id":"a"}]}    | /subjects/0/subject_id wrong_type /subjects/1 wrong_type
            {"subjects":[{"subject_id":"a"},{"subject_id":"a"}]}        | /subjects/1/subject_id invalid_value
            {"subjects":[{"subject_id":"a","attributes":{"n":{}}}]}     | /subjects/0/attributes/n wrong_type
            {"subjects":[{"subject_id":"a","flags":["f"]}]}             | /subjects/0/flags unknown_field
            {"subjects":[{"subject_id":"a"}],"flags":"f","subject":[1]} | /flags wrong_type /subject unknown_field""")
    void all_that_is_wrong_is_said_at_once_with_pointers(String body, String violations) {
        var refusal = catchThrowableOfType(Refusal.Invalid.class, () -> read(body));
        assertThat(refusal.violations().stream()
                        .map(violation -> violation.pointer() + " " + violation.code())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(violations);
    }

    @Test
    void more_than_a_hundred_subjects_are_too_many() {
        assertThat(read(subjects(100))).hasSize(100);
        assertThatThrownBy(() -> read(subjects(101))).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void a_misspelt_field_is_told_with_the_one_that_was_meant() {
        var refusal = catchThrowableOfType(
                Refusal.Invalid.class, () -> read("{\"subjects\":[{\"subject_id\":\"a\",\"atributes\":{}}]}"));
        assertThat(refusal.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains("did you mean 'attributes'?"));
    }

    private static String subjects(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"subject_id\":\"s" + i + "\"}")
                .collect(Collectors.joining(",", "{\"subjects\":[", "]}"));
    }

    private static List<DecideRequest> read(String body) {
        return BatchReader.read(Buffer.buffer(body));
    }
}
