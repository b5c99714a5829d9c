package io.lotty.event.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.event.Catalogues;
import io.lotty.event.PlainDecisions;
import io.lotty.event.Value;
import io.lotty.event.ValueJson;
import io.lotty.event.Verdict;
import io.lotty.id.EventId;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    private static final Instant RECEIVED = Instant.parse("2027-02-01T12:00:00.000001Z");

    @Test
    void an_event_comes_out_of_its_payload_as_it_went_in() {
        var id = PlainDecisions.id(1, "ann", "blue");
        var properties = (Value.Fields)
                ValueJson.read("{\"note\":\"two\\nlines\",\"n\":1.50}").orElseThrow();
        var decisions = new PlainDecisions();
        var occurred = Instant.parse("1969-12-31T23:59:59.5Z");
        var checked = new Verdict.Checked(
                0, new EventId("e"), Catalogues.CLICK, id, decisions.read(id), occurred, properties);
        var event = EventPayload.decode("e", EventPayload.encode(checked, RECEIVED), decisions);
        assertThat(event.id()).isEqualTo(checked.id());
        assertThat(event.type()).isEqualTo(Catalogues.CLICK.key());
        assertThat(event.decided()).isEqualTo(checked.decided());
        assertThat(event.occurredAt()).isEqualTo(occurred);
        assertThat(event.receivedAt()).isEqualTo(RECEIVED);
        assertThat(event.properties()).isEqualTo(ValueJson.write(properties));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "click",
                "click\nnone\n1\n2\n{}",
                "click\ndecided/1/ann/blue\nx\n2\n{}",
                "Bad Key\ndecided/1/ann/-\n1\n2\n{}"
            })
    void anything_else_is_no_payload(String payload) {
        assertThatThrownBy(() -> EventPayload.decode("e", payload, new PlainDecisions()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_catalogue_comes_out_of_its_json_as_it_went_in() {
        var json = CatalogueJson.encode(Catalogues.ALL);
        assertThat(CatalogueJson.decode(new io.vertx.core.json.JsonArray(json.encode())))
                .isEqualTo(Catalogues.ALL);
        assertThat(CatalogueJson.encode(CatalogueJson.decode(json))).isEqualTo(json);
    }

    @Test
    void numbered_ids_are_spread_evenly_over_the_shards() {
        var streams = new EventStreams(4, 1);
        var counts = new int[4];
        IntStream.range(0, 10_000).forEach(i -> counts[streams.shardOf("event-" + i)]++);
        assertThat(counts).doesNotContain(0);
        assertThat(IntStream.of(counts)).allMatch(count -> count > 2_000 && count < 3_000);
    }
}
