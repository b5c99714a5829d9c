package io.lotty.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("REP-3")
class ArrivalTest {
    @ParameterizedTest
    @CsvSource({
        "-300000000, 0",
        "0, 0",
        "9999, 0",
        "10000, 1",
        "19999, 1",
        "20000, 2",
        "39999, 2",
        "40000, 3",
        "3600000000, 19",
        "2592000000000, 28"
    })
    void an_octave_ends_where_the_next_begins(long micros, int octave) {
        assertThat(Arrival.Accepted.after(Duration.ofNanos(micros * 1_000)).delay())
                .isEqualTo(octave);
    }

    @Test
    void arrivals_are_of_whole_hours() {
        var moment = Instant.parse("2027-02-01T12:34:56.789Z");

        assertThat(Arrival.hourOf(moment)).isEqualTo(Instant.parse("2027-02-01T12:00:00Z"));
        assertThatThrownBy(() -> new Arrival(About.NOTHING_KNOWN, new Arrival.Duplicate(), moment))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
