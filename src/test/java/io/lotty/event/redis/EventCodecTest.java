package io.lotty.event.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.event.Catalogues;
import io.lotty.event.EventLimits;
import io.lotty.event.PlainDecisions;
import io.lotty.event.Value;
import io.lotty.event.ValueJson;
import io.lotty.event.Verdict;
import io.lotty.id.EventId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    /** Ids may be of any characters but one. */
    private static final String ID = "two\nlines \u2603";

    private static final Instant RECEIVED = Instant.parse("2027-02-01T12:00:00.000001Z");

    @Test
    void an_event_comes_out_of_its_payload_as_it_went_in() {
        var id = PlainDecisions.id(1, "ann", "blue");
        var properties = (Value.Fields)
                ValueJson.read("{\"note\":\"two\\nlines\",\"n\":1.50}").orElseThrow();
        var decisions = new PlainDecisions();
        var occurred = Instant.parse("1969-12-31T23:59:59.5Z");
        var checked =
                new Verdict.Checked(0, new EventId(ID), Catalogues.CLICK, id, decisions.read(id), occurred, properties);
        var entry = EventPayload.split(EventPayload.encode(List.of(checked, checked), RECEIVED));
        assertThat(entry).hasSize(2);
        assertThat(entry.getFirst()).isEqualTo(entry.getLast());
        assertThat(EventPayload.idOf(entry.getFirst())).isEqualTo(ID);
        assertThat(EventPayload.timesOf(entry.getFirst())).hasValue(new EventPayload.Times(occurred, RECEIVED));
        var event = EventPayload.decode(entry.getFirst(), decisions);
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
                "e",
                "e\0click\0none\0" + "1\0" + "2\0{}",
                "e\0click\0decided/1/ann/blue\0x\0" + "2\0{}",
                "e\0Bad Key\0decided/1/ann/-\0" + "1\0" + "2\0{}",
                "\0click\0decided/1/ann/-\0" + "1\0" + "2\0{}"
            })
    void anything_else_is_no_payload(String payload) {
        assertThatThrownBy(() -> EventPayload.decode(payload, new PlainDecisions()))
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
    void a_catalogue_holds_schemas_from_before_there_were_bounds() {
        var json = CatalogueJson.encode(Catalogues.ALL);
        var many = "{\"properties\":{\"p\":{\"enum\":[" + "1,".repeat(EventLimits.MAX_CHOICES) + "1]}}}";
        json.getJsonObject(0).put("schema", many);
        assertThat(CatalogueJson.encode(CatalogueJson.decode(json))).isEqualTo(json);
    }
}
