package io.lotty.event.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.event.About;
import io.lotty.event.EventError;
import io.lotty.event.Offer;
import io.lotty.event.ReportedEvent;
import io.lotty.event.Value;
import io.lotty.event.Verdict;
import io.lotty.kit.Covers;
import io.lotty.refusal.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("EVT-2")
class EventJsonTest {
    @Test
    void a_batch_is_read_whatever_its_events_are_like() {
        var batch = EventJson.readBatch(Buffer.buffer("""
                {"sent_by": {"sdk": [1]}, "events": [
                    {"event_id": "a", "type": "click", "extra": {"x": 1}, "properties": {"n": 1, "gone": null}},
                    7, null, [1, [2]], {}, {"event_id": 1e999}]}"""));
        assertThat(batch).hasSize(6).extracting(ReportedEvent::index).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(batch.subList(1, 4)).allMatch(event -> event instanceof ReportedEvent.NoObject);
        var first = (ReportedEvent.Entry) batch.getFirst();
        assertThat(first.eventId()).isEqualTo(new Value.Text("a"));
        assertThat(first.decisionId()).isNull();
        assertThat(first.properties())
                .isInstanceOfSatisfying(
                        Value.Fields.class,
                        fields -> assertThat(fields.fields()).containsOnlyKeys("n"));
        assertThat(((ReportedEvent.Entry) batch.getLast()).eventId()).isInstanceOf(Value.Unfit.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "{\"events\":[{}",
                "{\"events\":[{\"a\":tru}]}",
                "{\"events\":[]} x",
                "\u0001",
                "[]",
                "7",
                "null"
            })
    void what_is_no_json_object_is_unreadable(String body) {
        assertThatThrownBy(() -> EventJson.readBatch(Buffer.buffer(body)))
                .isInstanceOfSatisfying(
                        Refusal.Unreadable.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("malformed_json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"event\":[]}", "{\"events\":{}}", "{\"events\":null}"})
    void what_is_no_batch_is_invalid(String body) {
        assertThatThrownBy(() -> EventJson.readBatch(Buffer.buffer(body))).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void a_thousand_events_are_a_batch_and_one_more_is_not() {
        assertThat(EventJson.readBatch(batchOf(1_000))).hasSize(1_000);
        assertThatThrownBy(() -> EventJson.readBatch(batchOf(1_001)))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.sentence()).isEqualTo("/events: must have at most 1000 events."));
    }

    @Test
    void the_answer_names_each_rejected_event() {
        var rejected = List.of(
                new Verdict.Rejected(
                        3,
                        Optional.of("e"),
                        EventError.WRONG_TYPE,
                        Optional.of("type"),
                        "must be a string",
                        About.NOTHING_KNOWN),
                new Verdict.Rejected(
                        4,
                        Optional.empty(),
                        EventError.INVALID_EVENT,
                        Optional.empty(),
                        "must be an object",
                        About.NOTHING_KNOWN));
        assertThat(EventJson.answer(new Offer.Kept(List.of(), 0, 2), rejected)).isEqualTo(new JsonObject("""
                {"accepted": 0, "pending": 0, "duplicates": 2, "rejected": 2, "errors": [
                    {"index": 3, "event_id": "e", "code": "wrong_type", "field": "type", "message": "must be a string"},
                    {"index": 4, "event_id": null, "code": "invalid_event", "message": "must be an object"}]}"""));
    }

    private static Buffer batchOf(int events) {
        return Buffer.buffer("{\"events\":[" + "{},".repeat(events - 1) + "{}]}");
    }
}
