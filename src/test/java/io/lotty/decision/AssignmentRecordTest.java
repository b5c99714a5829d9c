package io.lotty.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.id.SubjectId;
import io.lotty.kit.Covers;
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
        var record = new AssignmentRecord("1" + AssignmentRecord.entry(other, 0) + "1893456000"
                + AssignmentRecord.entry(experiment, 2) + "1893456001");
        assertThat(record.variantIn(experiment)).isEqualTo(2);
        assertThat(record.variantIn(other)).isZero();
    }

    @Test
    void a_variant_that_the_experiment_does_not_have_is_not_held() {
        var record = new AssignmentRecord("1" + AssignmentRecord.entry(experiment, 3) + "1893456000");
        assertThat(record.variantIn(experiment)).isEqualTo(-1);
    }

    @Test
    void an_entry_is_what_the_claim_script_cuts() {
        assertThat(AssignmentRecord.entry(experiment, 1)).matches(";[A-Za-z0-9_-]{22}:1:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2",
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
}
