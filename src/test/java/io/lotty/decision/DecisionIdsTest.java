package io.lotty.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.SubjectHash;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import io.lotty.kit.Covers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("DEC-3")
class DecisionIdsTest {
    private static final Path VECTORS = Path.of("src/test/resources/decision/decision-ids-v1.csv");
    private static final SubjectHash ANN = SubjectHash.of(new SubjectId("ann"));
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final ExperimentId EXPERIMENT = ExperimentId.of("0192f0c1-7c1e-7a52-9a70-7f3b7f0c0001");

    private final DecisionIds ids = ids("1:first secret");

    /** Columns: key number, secret, flag, reason, subject, experiment, version, variant, decision id. */
    @Test
    @Covers("EXP-11")
    void the_id_of_a_forced_variant_says_that_it_was_forced() {
        var flag = Plans.forcing(Plans.flag("f"), "ann");
        var forced = flag.forced().getFirst();
        var assignment = new DecisionId.Assignment(forced.experiment(), 3, new VariantName("qa"));
        var id = ids("1:a secret").sign(new Decision.Forced(flag, forced), ANN).orElseThrow();
        assertThat(ids("1:a secret").verify(id))
                .contains(new DecisionId(new FlagKey("f"), Reason.OVERRIDE, ANN, Optional.of(assignment)));
    }

    @Test
    void the_published_vectors_never_change() throws IOException {
        var vectors = Files.readAllLines(VECTORS).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(vectors).hasSizeGreaterThanOrEqualTo(10).allSatisfy(line -> {
            var cells = line.split(",", -1);
            var id = id(cells);
            var keys = ids(cells[0] + ":" + cells[1]);
            assertThat(keys.sign(id)).isEqualTo(cells[8]);
            assertThat(keys.verify(cells[8])).contains(id);
        });
    }

    @Test
    void the_signer_of_a_thread_writes_the_same_ids() throws IOException {
        var vectors = Files.readAllLines(VECTORS).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(vectors).allSatisfy(line -> {
            var cells = line.split(",", -1);
            var id = id(cells);
            var text = new byte[DecisionSigner.MAX_LENGTH];
            var signer = ids(cells[0] + ":" + cells[1]).signer();
            var statement = new Statement(id);
            for (int i = 0; i < 2; i++) {
                int length = signer.sign(statement, id.subject(), text);
                assertThat(new String(text, 0, length, StandardCharsets.US_ASCII))
                        .isEqualTo(cells[8]);
            }
        });
    }

    @Test
    void an_assignment_says_what_was_shown_to_whom() {
        var experiment = Plans.experiment(500_000, 500_000);
        var decision = new Decision.Assigned(Plans.flag("f", experiment), experiment, 1, true);
        var text = ids.sign(decision, ANN).orElseThrow();
        var assignment = new DecisionId.Assignment(experiment.id(), experiment.version(), new VariantName("v1"));
        assertThat(ids.verify(text))
                .contains(new DecisionId(new FlagKey("f"), Reason.ASSIGNED, ANN, Optional.of(assignment)));
        assertThat(DecisionIds.read(text)).isEqualTo(ids.verify(text));
    }

    @Test
    void a_default_has_an_id_too_and_it_says_why() {
        for (var reason : Reason.values()) {
            var text =
                    ids.sign(new Decision.Default(Plans.flag("f"), reason), ANN).orElseThrow();
            assertThat(ids.verify(text)).contains(new DecisionId(new FlagKey("f"), reason, ANN, Optional.empty()));
        }
    }

    @Test
    void about_an_unknown_flag_nothing_was_decided() {
        assertThat(ids.sign(new Decision.UnknownFlag("x"), ANN)).isEmpty();
    }

    @Test
    void the_same_decision_has_the_same_bytes_whether_it_was_new_or_held() {
        var experiment = Plans.experiment(500_000, 500_000);
        var flag = Plans.flag("f", experiment);
        assertThat(ids.sign(new Decision.Assigned(flag, experiment, 1, true), ANN))
                .isEqualTo(ids("1:first secret").sign(new Decision.Assigned(flag, experiment, 1, false), ANN));
    }

    @Test
    void a_decision_stays_the_same_one_when_keys_are_rotated() {
        var before = ids("1:first secret").sign(longest());
        var after = ids("2:second secret").sign(longest());

        assertThat(after).isNotEqualTo(before);
        assertThat(DecisionIds.tagOf(after)).isEqualTo(DecisionIds.tagOf(before));
    }

    @Test
    void whatever_differs_in_a_decision_differs_in_its_id_and_its_tag() {
        var one = longest();
        var texts = Stream.of(
                        one,
                        new DecisionId(new FlagKey("g"), one.reason(), ANN, one.assignment()),
                        new DecisionId(one.flag(), Reason.PAUSED, ANN, one.assignment()),
                        new DecisionId(
                                one.flag(), one.reason(), SubjectHash.of(new SubjectId("bob")), one.assignment()),
                        new DecisionId(one.flag(), one.reason(), ANN, Optional.empty()),
                        new DecisionId(one.flag(), one.reason(), ANN, assignment(8, "blue")),
                        new DecisionId(one.flag(), one.reason(), ANN, assignment(7, "red")))
                .map(ids::sign)
                .toList();
        assertThat(texts).doesNotHaveDuplicates();
        assertThat(texts.stream().map(DecisionIds::tagOf).map(Arrays::toString)).doesNotHaveDuplicates();
    }

    @Test
    void an_id_with_any_single_character_altered_is_rejected() {
        var genuine = ids.sign(longest());
        for (int i = 0; i < genuine.length(); i++) {
            for (int j = 0; j < ALPHABET.length(); j++) {
                var altered = genuine.substring(0, i) + ALPHABET.charAt(j) + genuine.substring(i + 1);
                if (!altered.equals(genuine)) {
                    assertThat(ids.verify(altered)).as("character %s", i).isEmpty();
                }
            }
        }
    }

    @Test
    void a_truncated_or_prolonged_id_is_rejected() {
        var genuine = ids.sign(longest());
        for (int length = 0; length < genuine.length(); length++) {
            assertThat(ids.verify(genuine.substring(0, length))).isEmpty();
        }
        assertThat(ids.verify(genuine + "A")).isEmpty();
        assertThat(ids.verify(genuine + "AAAA")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "!", "no base64 at all", "AAAA", "ü", "\ud800"})
    void what_is_no_id_is_rejected(String text) {
        assertThat(ids.verify(text)).isEmpty();
        assertThat(DecisionIds.read(text)).isEmpty();
    }

    @Test
    void an_id_has_one_spelling() {
        var genuine = ids.sign(shortest());
        var bytes = Base64.getUrlDecoder().decode(genuine);
        assertThat(genuine.length() % 4)
                .as("stray bits and padding are possible")
                .isNotZero();
        assertThat(ids.verify(Base64.getUrlEncoder().encodeToString(bytes))).isEmpty();
        int last = ALPHABET.indexOf(genuine.charAt(genuine.length() - 1));
        var stray = genuine.substring(0, genuine.length() - 1) + ALPHABET.charAt(last + 1);
        assertThat(Base64.getUrlDecoder().decode(stray)).isEqualTo(bytes);
        assertThat(ids.verify(stray)).isEmpty();
        assertThat(ids.verify(genuine + "\n")).isEmpty();
        assertThat(ids.verify("A".repeat(100_000))).isEmpty();
    }

    @Test
    void an_id_of_a_foreign_key_is_rejected_whatever_number_the_key_has() {
        assertThat(ids.verify(ids("1:another secret").sign(longest()))).isEmpty();
        assertThat(ids.verify(ids("2:first secret").sign(longest()))).isEmpty();
    }

    @Test
    void a_signed_text_that_says_nonsense_is_rejected() {
        var payload = shortest().encode((byte) 1);
        payload[2] = 99;
        var unsigned = Arrays.copyOf(payload, payload.length + DecisionIds.TAG_BYTES);
        assertThat(DecisionIds.read(Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned)))
                .isEmpty();
    }

    @Test
    void keys_rotate_the_first_signs_and_all_verify() {
        var old = ids("1:first secret").sign(longest());
        var rotated = ids("255:second secret", "1:first secret");
        var fresh = rotated.sign(longest());
        assertThat(fresh).isNotEqualTo(old);
        assertThat(rotated.verify(old)).contains(longest());
        assertThat(rotated.verify(fresh)).contains(longest());
        assertThat(ids("255:second secret").verify(old)).isEmpty();
        assertThat(ids("255:second secret").verify(fresh)).contains(longest());
    }

    @Test
    void keys_need_a_number_of_one_byte_and_there_must_be_one() {
        assertThatThrownBy(() -> new DecisionIds(new LinkedHashMap<>())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ids("256:x")).hasMessageContaining("0 to 255");
        assertThatThrownBy(() -> ids("-1:x")).hasMessageContaining("0 to 255");
    }

    @Test
    void the_length_is_bounded_and_the_longest_keys_and_names_fit() {
        var longest =
                new DecisionId(new FlagKey("f".repeat(128)), Reason.ASSIGNED, ANN, assignment(7, "𐐀".repeat(64)));
        var text = ids.sign(longest);
        assertThat(text).hasSizeLessThanOrEqualTo(587);
        assertThat(ids.verify(text)).contains(longest);
        assertThat(ids.sign(shortest())).hasSize(50);
    }

    private static DecisionId shortest() {
        return new DecisionId(new FlagKey("f"), Reason.NO_EXPERIMENT, ANN, Optional.empty());
    }

    private static DecisionId longest() {
        return new DecisionId(new FlagKey("button_color"), Reason.ASSIGNED, ANN, assignment(7, "blue"));
    }

    private static Optional<DecisionId.Assignment> assignment(int version, String variant) {
        return Optional.of(new DecisionId.Assignment(EXPERIMENT, version, new VariantName(variant)));
    }

    private static DecisionId id(String[] cells) {
        Optional<DecisionId.Assignment> assignment = cells[5].isEmpty()
                ? Optional.empty()
                : Optional.of(new DecisionId.Assignment(
                        ExperimentId.of(cells[5]), Integer.parseInt(cells[6]), new VariantName(cells[7])));
        var reason = Reason.of(Integer.parseInt(cells[3]));
        return new DecisionId(new FlagKey(cells[2]), reason, SubjectHash.of(new SubjectId(cells[4])), assignment);
    }

    /** Keys as "number:secret". */
    private static DecisionIds ids(String... keys) {
        var secrets = new LinkedHashMap<Integer, byte[]>();
        for (var key : keys) {
            var parts = key.split(":", 2);
            secrets.put(Integer.parseInt(parts[0]), parts[1].getBytes(StandardCharsets.UTF_8));
        }
        return new DecisionIds(secrets);
    }
}
