package io.lotty.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {
    @Test
    void an_invalid_input_is_summed_up_by_its_first_violation() {
        var one = new Refusal.Invalid("/key", "missing_field", "is required");
        var two = new Refusal.Invalid(List.of(
                new Violation("", "invalid_value", "is empty"), new Violation("/key", "missing_field", "is required")));

        assertThat(one.sentence()).isEqualTo("/key: is required.");
        assertThat(two.sentence()).isEqualTo("the body: is empty (and 1 more).");
        assertThat(two.code()).isEqualTo("validation_failed");
    }

    @Test
    void what_is_not_found_is_named_in_words_and_in_the_code() {
        var refusal = new Refusal.NotFound("API key", 7);

        assertThat(refusal.sentence()).isEqualTo("There is no API key 7.");
        assertThat(refusal.code()).isEqualTo("api_key_not_found");
    }

    @Test
    void a_refusal_carries_no_stack_but_its_cause() {
        var cause = new IllegalStateException("gone");
        var refusal = new Refusal.Unavailable("Later.", 5, cause);

        assertThat(refusal.getStackTrace()).isEmpty();
        assertThat(refusal).hasCause(cause);
        assertThat(refusal.retryAfterSeconds()).isEqualTo(5);
    }
}
