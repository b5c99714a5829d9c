package io.lotty.decision.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.lotty.decision.Decision;
import io.lotty.decision.DecisionIds;
import io.lotty.decision.Reason;
import io.lotty.id.SubjectHash;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes the answer of a decide call as a stream, flag values as the text they were given in. */
final class DecideJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final DecisionIds ids;

    DecideJson(DecisionIds ids) {
        this.ids = ids;
    }

    Buffer write(List<Decision> decisions, SubjectHash subject, boolean degraded) {
        var bytes = new ByteArrayOutputStream(64 + 320 * decisions.size());
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart("decisions");
            for (var decision : decisions) {
                json.writeObjectFieldStart(decision.key());
                write(json, decision, subject);
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeBooleanField("degraded", degraded);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    private void write(JsonGenerator json, Decision decision, SubjectHash subject) throws IOException {
        switch (decision) {
            case Decision.Default plain -> {
                value(json, plain.flag().defaultValue().json());
                json.writeStringField("decision_id", ids.sign(plain, subject).orElseThrow());
                json.writeStringField("reason", plain.reason().text());
            }
            case Decision.ConflictLost lost -> {
                value(json, lost.flag().defaultValue().json());
                json.writeStringField("decision_id", ids.sign(lost, subject).orElseThrow());
                json.writeStringField("reason", Reason.CONFLICT_LOST.text());
                json.writeStringField("winner_experiment_id", lost.winner().id().toString());
            }
            case Decision.RolledBack back -> {
                var experiment = back.experiment();
                value(json, experiment.control().value().json());
                json.writeStringField("decision_id", ids.sign(back, subject).orElseThrow());
                json.writeStringField("reason", Reason.ROLLED_BACK.text());
                json.writeStringField("experiment_id", experiment.id().toString());
                json.writeNumberField("experiment_version", experiment.version());
                json.writeStringField("variant", experiment.control().name().value());
            }
            case Decision.Assigned assigned -> {
                var experiment = assigned.experiment();
                value(json, assigned.variant().value().json());
                json.writeStringField("decision_id", ids.sign(assigned, subject).orElseThrow());
                json.writeStringField("reason", Reason.ASSIGNED.text());
                json.writeStringField("experiment_id", experiment.id().toString());
                json.writeNumberField("experiment_version", experiment.version());
                json.writeStringField("variant", assigned.variant().name().value());
            }
            case Decision.Forced given -> {
                var forced = given.forced();
                value(json, forced.value().json());
                json.writeStringField("decision_id", ids.sign(given, subject).orElseThrow());
                json.writeStringField("reason", Reason.OVERRIDE.text());
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

    private static void value(JsonGenerator json, String text) throws IOException {
        json.writeFieldName("value");
        json.writeRawValue(text);
    }
}
