package io.lotty.event.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.event.About;
import io.lotty.event.Arrival;
import io.lotty.event.EventError;
import io.lotty.event.PlainDecisions;
import io.lotty.event.TallySheet;
import io.lotty.id.EventTypeKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyPayloadTest {
    private static final Instant HOUR = Instant.parse("2027-02-01T12:00:00Z");
    private static final String NAME = "0198a000-0000-7000-8000-000000000009:7:1800000000123";

    @Test
    void a_tally_comes_out_of_its_payload_as_it_went_in() {
        Map<Arrival, Long> counts = new HashMap<>();
        var about = new About(Optional.of(PlainDecisions.EXPERIMENT), Optional.of(new EventTypeKey("a.b-c_d")));
        for (var code : EventError.values()) {
            counts.put(new Arrival(about, new Arrival.Rejected(code), HOUR), (long)
                    code.text().length());
        }
        counts.put(new Arrival(About.NOTHING_KNOWN, new Arrival.Duplicate(), HOUR.minusSeconds(3_600)), Long.MAX_VALUE);
        var sheet = new TallySheet(new UUID(1, 2), 3, HOUR.plusMillis(4), counts);

        assertThat(TallyPayload.decode(TallyPayload.name(sheet), TallyPayload.encode(sheet.counts())))
                .isEqualTo(sheet);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "- - duplicate 1800000000",
                "- - duplicate 1800000000 0",
                "- - duplicate 1800000001 1",
                "- - accepted 1800000000 1",
                "- - duplicate 9223372036854774000 1",
                "- - duplicate -3600 1",
                "x - duplicate 1800000000 1",
                "- - duplicate 1800000000 1\n"
            })
    void what_is_no_tally_is_refused(String payload) {
        assertThatThrownBy(() -> TallyPayload.decode(NAME, payload)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_has_no_number_is_no_tally() {
        assertThatThrownBy(() -> TallyPayload.decode("counts", "- - duplicate 1800000000 1"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
