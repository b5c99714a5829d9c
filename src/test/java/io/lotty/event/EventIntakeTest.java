package io.lotty.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("EVT-2")
class EventIntakeTest {
    private static final Instant NOW = Instant.parse("2027-02-01T12:00:00Z");
    private static final EventLimits LIMITS = new EventLimits(Duration.ofDays(30), Duration.ofMinutes(5));
    private static final String GOOD = """
            {"event_id": "e1", "type": "purchase", "decision_id": "decided/1/ann/blue",
             "occurred_at": "2027-02-01T11:59:59.123456789Z", "properties": {"amount": 9.90}, "subject_id": "ann"}""";

    @Test
    void an_event_that_fits_its_type_and_its_decision_is_checked() {
        var checked = (Verdict.Checked) judge(Map.of());
        assertThat(checked.id().value()).isEqualTo("e1");
        assertThat(checked.type()).isEqualTo(Catalogues.PURCHASE);
        assertThat(checked.decisionId()).isEqualTo("decided/1/ann/blue");
        assertThat(checked.decided().variant().orElseThrow().value()).isEqualTo("blue");
        assertThat(checked.occurredAt()).isEqualTo(Instant.parse("2027-02-01T11:59:59.123456Z"));
        assertThat(ValueJson.write(checked.properties())).isEqualTo("{\"amount\":9.90}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            event_id    | null                        | missing_field
            event_id    | 7                           | wrong_type
            event_id    | ""                          | invalid_event
            event_id    | "a\\u0000b"                 | invalid_event
            event_id    | "a\\ud800"                  | invalid_event
            type        | null                        | missing_field
            type        | ["click"]                   | wrong_type
            type        | "clack"                     | unknown_type
            type        | "Not A Key"                 | unknown_type
            type        | "old"                       | archived_type
            decision_id | null                        | missing_field
            decision_id | true                        | wrong_type
            decision_id | "forged/1/ann/blue"         | invalid_decision_id
            decision_id | ""                          | invalid_decision_id
            occurred_at | null                        | missing_field
            occurred_at | 1769947200                  | wrong_type
            occurred_at | "yesterday"                 | wrong_type
            occurred_at | "2027-02-01T11:00:00"       | wrong_type
            occurred_at | "2027-01-02T11:59:59Z"      | time_out_of_range
            occurred_at | "2027-02-01T12:05:00.001Z"  | time_out_of_range
            properties  | "amount"                    | wrong_type
            properties  | [1]                         | wrong_type
            subject_id  | "bob"                       | subject_mismatch
            subject_id  | ""                          | subject_mismatch
            subject_id  | 7                           | wrong_type""")
    void each_wrong_field_has_its_code(String field, String value, String code) {
        var rejected = (Verdict.Rejected) judge(Map.of(field, value));
        assertThat(rejected.code().text()).isEqualTo(code);
        assertThat(rejected.field()).hasValue(field);
        assertThat(rejected.message()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                              | missing_field | properties.amount
            {"amount": "9.90"}              | wrong_type    | properties.amount
            {"amount": -1}                  | invalid_value | properties.amount
            {"amount": 1, "items": 0.5}     | wrong_type    | properties.items
            {"amount": 1, "currency": "X"}  | invalid_value | properties.currency
            {"amount": 1, "coupon": "X"}    | invalid_value | properties.coupon
            {"amount": 1, "gift": "yes"}    | wrong_type    | properties.gift""")
    void properties_are_held_against_the_schema_of_the_type(String properties, String code, String field) {
        var rejected = (Verdict.Rejected) judge(Map.of("properties", properties));
        assertThat(rejected.code().text()).isEqualTo(code);
        assertThat(rejected.field()).hasValue(field);
    }

    @ParameterizedTest
    @CsvSource({"2027-01-02T12:00:00Z", "2027-02-01T12:05:00Z", "2027-02-01T13:00:00+01:00"})
    void times_at_the_limits_are_taken(String time) {
        assertThat(judge(Map.of("occurred_at", "\"" + time + "\""))).isInstanceOf(Verdict.Checked.class);
    }

    @Test
    void subject_and_properties_may_be_left_out() {
        var verdict = judge(Map.of("type", "\"click\"", "properties", "null", "subject_id", "null"));
        assertThat(verdict).isInstanceOf(Verdict.Checked.class);
    }

    @Test
    void an_id_of_129_characters_is_no_event_id() {
        assertThat(judge(Map.of("event_id", "\"" + "x".repeat(128) + "\""))).isInstanceOf(Verdict.Checked.class);
        assertThat(judge(Map.of("event_id", "\"" + "x".repeat(129) + "\""))).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void one_wrong_event_never_spoils_the_rest() {
        var batch = List.of(entry(0, Map.of()), new ReportedEvent.NoObject(1), entry(2, Map.of("type", "\"old\"")));
        var verdicts = EventIntake.check(batch, Catalogues.ALL, new PlainDecisions(), NOW, LIMITS);
        assertThat(verdicts).extracting(Verdict::index).containsExactly(0, 1, 2);
        assertThat(verdicts.get(0)).isInstanceOf(Verdict.Checked.class);
        assertThat(verdicts.get(1))
                .isEqualTo(new Verdict.Rejected(
                        1,
                        Optional.empty(),
                        EventError.INVALID_EVENT,
                        Optional.empty(),
                        "must be an object",
                        About.NOTHING_KNOWN));
        assertThat(((Verdict.Rejected) verdicts.get(2)).eventId()).hasValue("e1");
    }

    @Test
    void an_event_of_a_decision_for_the_default_is_checked() {
        var verdict = (Verdict.Checked) judge(Map.of("decision_id", "\"decided/1/ann/-\""));
        assertThat(verdict.decided().experiment()).isEmpty();
    }

    private static Verdict judge(Map<String, String> changes) {
        return EventIntake.check(List.of(entry(0, changes)), Catalogues.ALL, new PlainDecisions(), NOW, LIMITS)
                .getFirst();
    }

    private static ReportedEvent entry(int index, Map<String, String> changes) {
        var fields =
                new java.util.HashMap<>(((Value.Fields) ValueJson.read(GOOD).orElseThrow()).fields());
        changes.forEach((name, json) ->
                ValueJson.read(json).ifPresentOrElse(value -> fields.put(name, value), () -> fields.remove(name)));
        return new ReportedEvent.Entry(
                index,
                fields.get("event_id"),
                fields.get("type"),
                fields.get("decision_id"),
                fields.get("occurred_at"),
                fields.get("properties"),
                fields.get("subject_id"));
    }
}
