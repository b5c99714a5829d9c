package io.lotty.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no database would keep as it was sent is refused where it is read, whatever the field means. */
class FieldsTest {
    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "\\udc00a", "\\ud800\\ud800", "a\\ud83d"})
    void a_text_that_would_not_be_kept_is_refused(String escaped) {
        var body = read("{\"note\": \"" + escaped + "\", \"list\": [\"fine\", \"" + escaped + "\"]}");
        body.prose("note", 100);
        body.texts("list", 10, Function.identity());

        assertThat(violations(body)).extracting(Violation::pointer).containsExactly("/note", "/list/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\u0000\"",
                "{\"a\": [{\"\\u0000\": 1}]}",
                "[1e400]",
                "{\"a\": {\"b\": -1e400}}",
                "[\"\\ud800\"]"
            })
    void a_value_that_would_not_be_kept_is_refused(String value) {
        var body = read("{\"value\": " + value + "}");
        body.json("value", Function.identity());

        assertThat(violations(body)).extracting(Violation::pointer).containsExactly("/value");
    }

    @Test
    void a_misspelt_field_comes_first_and_says_what_was_meant() {
        var body = Fields.of(new JsonObject().put("weigth", 1).put("zzz", 1));
        body.text("name").required();
        body.decimal("weight", share -> share).required();

        assertThatThrownBy(body::finish).isInstanceOfSatisfying(Refusal.Invalid.class, refusal -> {
            assertThat(refusal.sentence())
                    .isEqualTo("/weigth: unknown field 'weigth'; did you mean 'weight'? (and 3 more).");
            assertThat(refusal.violations())
                    .extracting(Violation::pointer, Violation::code)
                    .containsExactly(
                            tuple("/weigth", "unknown_field"),
                            tuple("/zzz", "unknown_field"),
                            tuple("/name", "missing_field"),
                            tuple("/weight", "missing_field"));
        });
    }

    @Test
    void a_missing_field_with_few_choices_names_them() {
        var body = Fields.of(new JsonObject());
        body.text("role", io.lotty.access.Role::of).required();
        body.text("email", io.lotty.access.Email::new).required();

        assertThatThrownBy(body::finish)
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(Violation::message)
                                .containsExactly(
                                        "is required and must be one of admin, experimenter, approver, viewer",
                                        "is required"));
    }

    @Test
    void whole_characters_of_any_plane_and_all_other_values_are_kept() {
        var text = "{\"a\":[\"\uD83D\uDE00\",1.5,null,true,{}]}";
        var body = read("{\"value\": " + text + ", \"name\": \"\uD83D\uDE00\"}");
        var value = body.json("value", Function.identity());
        var name = body.name("name", 10);
        body.finish();

        assertThat(value.get()).isEqualTo(text);
        assertThat(name.get()).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void null_says_nothing() {
        assertThat(read("{\"winner\": null}").has("winner")).isFalse();
        assertThat(read("{}").has("winner")).isFalse();
        assertThat(read("{\"winner\": false}").has("winner")).isTrue();
    }

    @Test
    void years_have_four_digits() {
        assertThat(Instants.read("9999-12-31T23:59:59Z")).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
        assertThatIllegalArgumentException().isThrownBy(() -> Instants.read("+10000-01-01T00:00:00Z"));
        assertThatIllegalArgumentException().isThrownBy(() -> Instants.read("-0001-01-01T00:00:00Z"));
        assertThatIllegalArgumentException().isThrownBy(() -> Instants.read("yesterday"));
    }

    private static Fields read(String json) {
        return Fields.of(new JsonObject(json));
    }

    private static List<Violation> violations(Fields body) {
        return catchThrowableOfType(Refusal.Invalid.class, body::finish).violations();
    }
}
