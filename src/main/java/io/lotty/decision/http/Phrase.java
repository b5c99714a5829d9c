package io.lotty.decision.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.lotty.decision.Decision;
import io.lotty.decision.ExperimentPlan;
import io.lotty.decision.Statement;
import io.lotty.decision.VariantPlan;
import io.lotty.flag.FlagValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/** What an answer says of a decision: the same for everybody but for the decision id, which goes in between. Immutable. */
final class Phrase {
    private static final JsonFactory JSON = new JsonFactory();
    /** Stands for the id. What is written behind it escapes such characters; a value, before it, may be of any text. */
    private static final char PLACE = '\1';

    private final byte[] before;
    private final Optional<Statement> statement;
    private final byte[] after;

    private Phrase(byte[] text, Optional<Statement> statement) {
        int place = statement.isEmpty() ? text.length : placeIn(text);
        this.before = Arrays.copyOf(text, place);
        this.statement = statement;
        this.after = Arrays.copyOfRange(text, Math.min(place + 1, text.length), text.length);
    }

    /** {@code "key":{…}}. */
    static Phrase of(Decision decision) {
        return new Phrase(text(decision), Statement.of(decision));
    }

    /** Up to the first character of the id; the whole when there is none. */
    byte[] before() {
        return before;
    }

    /** What the id says; empty when there is none. */
    Optional<Statement> statement() {
        return statement;
    }

    byte[] after() {
        return after;
    }

    private static int placeIn(byte[] text) {
        int at = text.length - 1;
        while (text[at] != PLACE) {
            at--;
        }
        return at;
    }

    private static byte[] text(Decision decision) {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.flush();
            bytes.reset(); // the answer has the braces around all of them
            json.writeObjectFieldStart(decision.key());
            write(json, decision);
            json.writeEndObject();
            json.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void write(JsonGenerator json, Decision decision) throws IOException {
        decision.value().map(FlagValue::json).ifPresent(value -> raw(json, "value", value));
        decision.because().ifPresent(reason -> {
            raw(json, "decision_id", "\"" + PLACE + "\"");
            raw(json, "reason", "\"" + reason.text() + "\"");
        });
        switch (decision) {
            case Decision.Default _ -> {}
            case Decision.ConflictLost lost ->
                json.writeStringField("winner_experiment_id", lost.winner().id().toString());
            case Decision.RolledBack back ->
                participation(json, back.experiment(), back.experiment().control());
            case Decision.Assigned assigned -> participation(json, assigned.experiment(), assigned.variant());
            case Decision.Forced given -> {
                var forced = given.forced();
                json.writeStringField("experiment_id", forced.experiment().toString());
                json.writeNumberField("experiment_version", forced.version());
                json.writeStringField("variant", forced.variant().value());
            }
            case Decision.UnknownFlag unknown -> {
                json.writeObjectFieldStart("error");
                json.writeStringField("code", "flag_not_found");
                json.writeStringField("message", "There is no flag " + unknown.key() + ".");
                json.writeEndObject();
            }
        }
    }

    private static void participation(JsonGenerator json, ExperimentPlan experiment, VariantPlan variant)
            throws IOException {
        json.writeStringField("experiment_id", experiment.id().toString());
        json.writeNumberField("experiment_version", experiment.version());
        json.writeStringField("variant", variant.name().value());
    }

    private static void raw(JsonGenerator json, String name, String text) {
        try {
            json.writeFieldName(name);
            json.writeRawValue(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
