package io.lotty.decision.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lotty.decision.DecideRequest;
import io.lotty.id.SubjectId;
import io.lotty.targeting.Attributes;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a decide call as a stream, gathering what is wrong with it. Of a field that is sent twice the last
 * one counts, as everywhere in this API. Good for one body.
 */
final class DecideReader {
    private static final Set<String> FIELDS = Set.of("subject_id", "attributes", "flags", "enroll");

    private final Violations violations = new Violations();
    private final FieldReader fields = new FieldReader(violations);
    private @Nullable SubjectId subject;
    private Attributes attributes = Attributes.NONE;
    private Optional<List<String>> flags = Optional.empty();
    private boolean enroll = true;
    private boolean subjectSeen;

    /** Refuses what is no JSON object, and what is one but says nothing decidable. */
    static DecideRequest read(Buffer body) {
        var reader = new DecideReader();
        JsonBody.read(body, reader::take);
        return reader.request();
    }

    private DecideRequest request() {
        if (!subjectSeen) {
            violations.add("/subject_id", "missing_field", "is required");
        }
        violations.refuse();
        return new DecideRequest(Objects.requireNonNull(subject), attributes, flags, enroll);
    }

    private void take(JsonParser json, String name, JsonToken token) throws IOException {
        switch (name) {
            case "subject_id" -> {
                subjectSeen = token != JsonToken.VALUE_NULL;
                subject = fields.subject(json, token, "/subject_id");
            }
            case "attributes" -> attributes = fields.attributes(json, token, "/attributes");
            case "flags" -> flags = fields.flags(json, token);
            case "enroll" -> enroll = fields.enroll(json, token);
            default -> {
                violations.unknown("", name, FIELDS);
                json.skipChildren();
            }
        }
    }
}
