package io.lotty.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("EVT-2")
class EventTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-01-31T09:30:00Z",
                "2027-01-31T09:30:00.1Z",
                "2027-01-31T09:30:00.123456789Z",
                "2028-02-29T23:59:59.999999Z",
                "2027-02-29T00:00:00Z",
                "2027-01-31T24:00:00Z",
                "2027-01-31T23:59:60Z",
                "2027-00-10T00:00:00Z",
                "2027-01-31T09:30:00.Z",
                "2027-01-31T09:30:00.1234567890Z",
                "2027-01-31T09:30Z",
                "2027-01-31T09:30:00z",
                "2027-01-31t09:30:00Z",
                "2027-01-31T09:30:00+02:00",
                "2027-01-31T09:30:00,5Z",
                "2027-01-31 09:30:00Z",
                "0000-01-01T00:00:00Z",
                "1969-12-31T23:59:59.5Z",
                "-027-01-31T09:30:00Z",
                "٢027-01-31T09:30:00Z",
                "Z",
                ""
            })
    void a_time_is_what_the_library_says_it_is(String text) {
        assertThat(read(text)).isEqualTo(byTheLibrary(text));
    }

    @Test
    void so_are_times_with_any_letter_changed() {
        var random = new Random(1);
        var letters = "0123456789:-.TZ+tz ";
        for (int i = 0; i < 100_000; i++) {
            var text = new StringBuilder("2027-0%d-2%dT%d0:30:00.12345Z"
                    .formatted(1 + random.nextInt(9), random.nextInt(10), random.nextInt(3)));
            text.setCharAt(random.nextInt(text.length()), letters.charAt(random.nextInt(letters.length())));
            assertThat(read(text.toString())).as(text.toString()).isEqualTo(byTheLibrary(text.toString()));
        }
    }

    private static Optional<Instant> read(String text) {
        try {
            return Optional.of(EventTime.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> byTheLibrary(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
