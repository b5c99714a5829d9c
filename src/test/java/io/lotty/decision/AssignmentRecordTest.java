package io.lotty.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.id.SubjectId;
import io.lotty.kit.Covers;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("DEC-5")
class AssignmentRecordTest {
    private final ExperimentPlan experiment = Plans.experiment(10, 10, 10);
    private final ExperimentPlan other = Plans.random(new Random(3), 20).flags().stream()
            .flatMap(flag -> flag.experiment().stream())
            .findFirst()
            .orElseThrow();

    @Test
    void an_empty_record_holds_nothing() {
        assertThat(AssignmentRecord.EMPTY.variantIn(experiment)).isEqualTo(-1);
    }

    @Test
    void each_experiment_finds_its_own_variant() {
        var record =
                AssignmentRecord.of(7, List.of(entry(other, 0, 1_893_456_000), entry(experiment, 2, 1_893_456_001)));
        assertThat(record.variantIn(experiment)).isEqualTo(2);
        assertThat(record.variantIn(other)).isZero();
    }

    @Test
    void a_variant_that_the_experiment_does_not_have_is_not_held() {
        assertThat(AssignmentRecord.of(7, List.of(entry(experiment, 3, 1))).variantIn(experiment))
                .isEqualTo(-1);
    }

    @Test
    void what_was_written_is_read_again() {
        var entries = List.of(entry(other, 0, 1_893_456_000), entry(experiment, 2, 1));
        var record = AssignmentRecord.of(118, entries);
        assertThat(record.text()).matches("2:118;[A-Za-z0-9_-]{22}:0:1893456000;[A-Za-z0-9_-]{22}:2:1");
        assertThat(record.entries()).isEqualTo(entries);
        assertThat(record.revision()).isEqualTo(118);
        assertThat(record.entries().getLast().experiment()).isEqualTo(experiment.id());
        assertThat(AssignmentRecord.EMPTY.entries()).isEmpty();
        assertThat(AssignmentRecord.EMPTY.revision()).isZero();
    }

    @Test
    void a_record_of_format_1_is_one_of_no_revision() {
        var key = AssignmentRecord.keyOf(experiment.id());
        var record = new AssignmentRecord("1;" + key + ":1:1893456000");
        assertThat(record.variantIn(experiment)).isEqualTo(1);
        assertThat(record.revision()).isZero();
        assertThat(record.entries()).containsExactly(entry(experiment, 1, 1_893_456_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2",
                "3",
                "2:",
                "2:x",
                "2;AAAAAAAAAAAAAAAAAAAAAA:0:1",
                "2:1;AAAAAAAAAAAAAAAAAAAAAA:0:",
                "2:1234567890123456789",
                "null",
                "1;",
                "1x",
                "1;AAAAAAAAAAAAAAAAAAAAAA",
                "1;AAAAAAAAAAAAAAAAAAAAAA:",
                "1;AAAAAAAAAAAAAAAAAAAAAA:0",
                "1;AAAAAAAAAAAAAAAAAAAAAA:0:",
                "1;AAAAAAAAAAAAAAAAAAAAAA::1",
                "1;AAAAAAAAAAAAAAAAAAAAAA:x:1",
                "1;AAAAAAAAAAAAAAAAAAAAAA:-1:1",
                "1;AAAAAAAAAAAAAAAAAAAAAA:9999:1",
                "1;AAAAAAAAAAAAAAAAAAAAAA:0:1x",
                "1;AAAAAAAAAAAAAAAAAAAAAA:0:1234567890123",
                "1;AAAAAAAAAAAAAAAAAAAAA:0:1",
                "1;AAAAAAAAAAAAAAAAAAAAA/:0:1",
                "1;AAAAAAAAAAAAAAAAAAAAAA:0:1;BBB"
            })
    void a_malformed_record_is_refused_without_being_quoted(String text) {
        assertThatThrownBy(() -> new AssignmentRecord(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("assignment record")
                .message()
                .doesNotContain("AAAA");
    }

    @Test
    void all_keys_of_a_subject_share_a_slot_of_a_cluster() {
        assertThat(AssignmentRecord.key(new SubjectId("ann"))).isEqualTo("lotty:a:{ann}");
    }

    private static AssignmentRecord.Entry entry(ExperimentPlan experiment, int variant, long second) {
        return new AssignmentRecord.Entry(AssignmentRecord.keyOf(experiment.id()), variant, second);
    }
}
