package io.lotty.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import org.junit.jupiter.api.Test;

@Covers("STA-1")
class FindingTest {
    private static final Finding<Integer> TWO = Finding.found(2);
    private static final Finding<Integer> NONE = Finding.tooLittle("nobody came");
    private static final Finding<Integer> NEITHER = Finding.tooLittle("nobody stayed");

    @Test
    void a_step_is_taken_on_what_is_found() {
        assertThat(TWO.map(n -> n * 10)).isEqualTo(Finding.found(20));
        assertThat(TWO.value()).hasValue(2);
    }

    @Test
    void the_reason_why_there_is_nothing_stays_what_it_was() {
        assertThat(NONE.map(n -> n * 10)).isEqualTo(Finding.tooLittle("nobody came"));
        assertThat(NONE.value()).isEmpty();
    }

    @Test
    void of_two_the_first_reason_is_told() {
        assertThat(Finding.both(NONE, NEITHER, (a, b) -> Finding.found(a + b))).isEqualTo(NONE);
        assertThat(Finding.both(TWO, NEITHER, (a, b) -> Finding.found(a + b))).isEqualTo(NEITHER);
        assertThat(Finding.both(TWO, TWO, (a, b) -> Finding.found(a + b))).isEqualTo(Finding.found(4));
    }
}
