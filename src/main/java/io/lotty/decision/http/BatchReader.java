package io.lotty.decision.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lotty.decision.DecideRequest;
import io.lotty.id.SubjectId;
import io.lotty.targeting.Attributes;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of a decide call about many subjects, as {@link DecideReader} does that of one. Good for one body. */
final class BatchReader {
    static final int MAX_SUBJECTS = 100;
    private static final Set<String> FIELDS = Set.of("subjects", "flags", "enroll");
    private static final Set<String> FIELDS_OF_SUBJECT = Set.of("subject_id", "attributes");

    private final Violations violations = new Violations();
    private final FieldReader fields = new FieldReader(violations);
    private final List<Asked> subjects = new ArrayList<>();
    private Optional<List<String>> flags = Optional.empty();
    private boolean enroll = true;
    private boolean subjectsSeen;

    /** One subject of the list, as far as it was read. */
    private static final class Asked {
        private @Nullable SubjectId subject;
        private Attributes attributes = Attributes.NONE;
        private boolean subjectSeen;
    }

    /** A question about each subject, in their order. Refuses as {@link DecideReader#read} does. */
    static List<DecideRequest> read(Buffer body) {
        var reader = new BatchReader();
        JsonBody.read(body, reader::take);
        return reader.requests();
    }

    private List<DecideRequest> requests() {
        if (!subjectsSeen) {
            violations.add("/subjects", "missing_field", "is required");
        }
        violations.refuse();
        var requests = new ArrayList<DecideRequest>(subjects.size());
        for (var asked : subjects) {
            if (asked.subject != null) {
                requests.add(new DecideRequest(asked.subject, asked.attributes, flags, enroll));
            }
        }
        return requests;
    }

    private void take(JsonParser json, String name, JsonToken token) throws IOException {
        switch (name) {
            case "subjects" -> subjects(json, token);
            case "flags" -> flags = fields.flags(json, token);
            case "enroll" -> enroll = fields.enroll(json, token);
            default -> {
                violations.unknown("", name, FIELDS);
                json.skipChildren();
            }
        }
    }

    private void subjects(JsonParser json, JsonToken token) throws IOException {
        subjects.clear();
        subjectsSeen = token != JsonToken.VALUE_NULL;
        if (token != JsonToken.START_ARRAY) {
            fields.skip(json, token, "/subjects", "must be a list of subjects");
            return;
        }
        var seen = new HashSet<SubjectId>();
        int i = 0;
        for (var item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken(), i++) {
            if (i >= MAX_SUBJECTS) {
                json.skipChildren();
            } else {
                subject(json, item, "/subjects/" + i, seen);
            }
        }
        if (i < 1 || i > MAX_SUBJECTS) {
            violations.add("/subjects", "invalid_value", "must have 1 to " + MAX_SUBJECTS + " subjects");
        }
    }

    private void subject(JsonParser json, JsonToken item, String pointer, Set<SubjectId> seen) throws IOException {
        if (item != JsonToken.START_OBJECT) {
            violations.add(pointer, "wrong_type", "must be an object");
            json.skipChildren();
            return;
        }
        var asked = new Asked();
        JsonBody.object(json, (here, name, token) -> {
            switch (name) {
                case "subject_id" -> {
                    asked.subjectSeen = token != JsonToken.VALUE_NULL;
                    asked.subject = fields.subject(here, token, pointer + "/subject_id");
                }
                case "attributes" -> asked.attributes = fields.attributes(here, token, pointer + "/attributes");
                default -> {
                    violations.unknown(pointer, name, FIELDS_OF_SUBJECT);
                    here.skipChildren();
                }
            }
        });
        if (!asked.subjectSeen) {
            violations.add(pointer + "/subject_id", "missing_field", "is required");
        } else if (asked.subject != null && !seen.add(asked.subject)) {
            violations.add(pointer + "/subject_id", "invalid_value", "stands in the list before");
        }
        subjects.add(asked);
    }
}
