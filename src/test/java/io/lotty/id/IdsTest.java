package io.lotty.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.kit.Covers;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final List<Function<String, Object>> KEYS = List.of(FlagKey::new, MetricKey::new, EventTypeKey::new);
    private static final List<Function<String, Object>> UUIDS = List.of(UserId::of, ApiKeyId::of, ExperimentId::of);

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "button_color", "checkout.v2-b", "9._-"})
    @Covers("FLAG-1")
    void a_key_is_lower_case_letters_digits_dot_underscore_and_dash(String text) {
        assertThat(KEYS).allSatisfy(key -> assertThat(key.apply(text)).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "_a", ".a", "-a", "a b", "ä", "a\n", "a/b", "a\0"})
    @Covers("FLAG-1")
    void any_other_key_is_refused(String text) {
        assertThat(KEYS)
                .allSatisfy(key -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> key.apply(text))
                        .withMessageContaining("a-z"));
    }

    @Test
    @Covers("FLAG-1")
    void a_key_ends_at_128_characters() {
        assertThatCode(() -> new FlagKey("a".repeat(128))).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> new FlagKey("a".repeat(129)));
    }

    @Test
    void keys_sort_by_their_text() {
        assertThat(Stream.of("b", "a.b", "a").map(FlagKey::new).sorted())
                .extracting(FlagKey::value)
                .containsExactly("a", "a.b", "b");
        assertThat(new MetricKey("a")).isLessThan(new MetricKey("b"));
        assertThat(new EventTypeKey("a")).isLessThan(new EventTypeKey("b"));
    }

    @Test
    void a_uuid_is_read_in_its_canonical_form_and_in_any_case() {
        var text = "0190a1b2-0000-7000-8000-00000000abcd";

        assertThat(UUIDS).allSatisfy(id -> assertThat(id.apply(text)).hasToString(text));
        assertThat(UserId.of("0190A1B2-0000-7000-8000-00000000ABCD")).isEqualTo(new UserId(UUID.fromString(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "x",
                "0190a1b2000070008000000000000abcd",
                "0190a1b2-0000-7000-8000-00000000abcd "
            })
    void anything_else_is_no_uuid(String text) {
        assertThat(UUIDS)
                .allSatisfy(id -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> id.apply(text))
                        .withMessage("must be a UUID"));
    }

    @Test
    void a_subject_has_1_to_256_characters_whatever_they_are_made_of() {
        assertThatCode(() -> new SubjectId("🛒".repeat(256))).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> new SubjectId("🛒".repeat(257)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SubjectId(""));
        assertThat(new SubjectId("user 1")).hasToString("user 1");
    }

    @Test
    void an_event_id_has_1_to_128_characters_and_no_nul() {
        assertThat(new EventId("e".repeat(128)).toString()).hasSize(128);
        assertThat(Stream.of("", "e".repeat(129), "a\0b"))
                .allSatisfy(text -> assertThatIllegalArgumentException().isThrownBy(() -> new EventId(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "variant b", "зелёный", "b.2_x-", "1"})
    void a_variant_may_be_named_in_any_script(String text) {
        assertThat(new VariantName(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", "-a", "a/b", "a\tb", "<b>"})
    void a_variant_name_begins_with_a_letter_or_digit_and_does_not_end_blank(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new VariantName(text));
    }

    @Test
    void a_variant_name_ends_at_64_characters() {
        assertThatCode(() -> new VariantName("a".repeat(64))).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> new VariantName("a".repeat(65)));
    }

    @Test
    void a_subject_hash_is_the_first_half_of_its_sha_256() {
        // FIPS 180-2, appendix B.1: SHA-256 of "abc"
        var hash = SubjectHash.of(new SubjectId("abc"));

        assertThat(HexFormat.of().formatHex(hash.bytes())).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
        assertThat(SubjectHash.of(hash.bytes())).isEqualTo(hash);
    }
}
