package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {
    @Test
    void addresses_that_differ_in_case_are_one() {
        assertThat(new Email("Erin@Lotty.LOCAL")).isEqualTo(new Email("erin@lotty.local"));
        assertThat(new Email("ERIN@lotty.local")).hasToString("erin@lotty.local");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "erin", "@", "erin@", "@lotty", "a@b@c", "a b@c", "a@b\n", "a\0@b"})
    void what_has_not_the_shape_of_an_address_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Email(text)).withMessage("must be an e-mail address");
    }

    @Test
    void an_address_ends_where_the_standard_says() {
        assertThat(new Email("a".repeat(64) + "@" + "b".repeat(189)).value()).hasSize(254);
        assertThatIllegalArgumentException().isThrownBy(() -> new Email("a".repeat(65) + "@b"));
    }
}
