package io.lotty.measure.pg;

import io.lotty.event.DecisionTag;
import io.lotty.id.SubjectHash;
import io.lotty.measure.Occurrence;
import io.lotty.measure.Properties;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Events as they are read, one subject after the other; hands each subject on when it is complete. */
final class Subjects {
    private final Kinds kinds;
    private final BiConsumer<SubjectHash, List<Occurrence>> next;

    private @Nullable SubjectHash subject;
    private List<Occurrence> events = new ArrayList<>();

    Subjects(Kinds kinds, BiConsumer<SubjectHash, List<Occurrence>> next) {
        this.kinds = kinds;
        this.next = next;
    }

    /** @param row in the order of subjects: subject, occurred_at, origin, decision and properties as text */
    void row(Row row) {
        var hash = SubjectHash.of(row.getBuffer(0).getBytes());
        if (!hash.equals(subject)) {
            end();
            subject = hash;
        }
        events.add(new Occurrence(
                row.getOffsetDateTime(1).toInstant(),
                kinds.of(row.getLong(2)),
                DecisionTag.of(row.getBuffer(3).getBytes()),
                properties(row.getString(4))));
    }

    private static Properties properties(String json) {
        return json.equals("{}") ? Properties.NONE : new Properties(json);
    }

    void end() {
        if (subject != null) {
            next.accept(Objects.requireNonNull(subject), events);
            events = new ArrayList<>();
        }
    }
}
