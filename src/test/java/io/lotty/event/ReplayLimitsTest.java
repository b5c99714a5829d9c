package io.lotty.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("EVT-5")
class ReplayLimitsTest {
    private static final Instant NOW = Instant.parse("2027-02-01T12:00:00Z");
    private static final Duration IDS = Duration.ofDays(35);

    /** The usual limits: 30 days, and 35 less two and the skew of a minute. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            PT0S,            PT0S,         true
            PT0S,            PT-1M,        true
            PT720H,          PT720H,       true
            PT720H0.001S,    PT720H0.001S, false
            PT791H59M,       PT720H,       true
            PT791H59M0.001S, PT0S,         false""")
    void an_event_is_stored_again_while_erasure_and_repetition_would_be_known(
            Duration sinceOccurrence, Duration sinceReceipt, boolean isAdmitted) {
        var limits = ReplayLimits.of(new EventLimits(Duration.ofDays(30), Duration.ofMinutes(1)), IDS);
        assertThat(limits.admit(NOW.minus(sinceOccurrence), NOW.minus(sinceReceipt), NOW))
                .isEqualTo(isAdmitted);
    }

    @Test
    void marks_of_erased_subjects_bound_it_however_late_events_may_come() {
        var limits = ReplayLimits.of(new EventLimits(Duration.ofDays(90), Duration.ZERO), Duration.ofDays(95));
        assertThat(limits).isEqualTo(new ReplayLimits(Duration.ofDays(35), Duration.ofDays(93)));
    }
}
