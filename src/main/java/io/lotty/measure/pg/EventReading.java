package io.lotty.measure.pg;

import io.lotty.id.SubjectHash;
import io.lotty.measure.Occurrence;
import io.lotty.measure.Scope;
import io.lotty.measure.Window;
import io.lotty.platform.pg.Tx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** All events that may tell of subjects, subject by subject in the order of their hashes. */
final class EventReading {
    private static final String COLUMNS = "SELECT e.subject, e.occurred_at, e.origin, e.decision, e.properties::text";

    /** Of some subjects: whatever is about them. */
    private static final String OF_SUBJECTS = COLUMNS + """

              FROM event e
             WHERE e.subject = ANY ($1)
               AND e.occurred_at >= $4
               AND (e.origin = ANY ($2) OR e.origin = ANY ($3) AND e.occurred_at < $5)
             ORDER BY e.subject""";

    /** Of all subjects, but outside the window exposures only. */
    private static final String OF_ALL = COLUMNS + """

              FROM event e
             WHERE e.origin = ANY ($1) AND e.occurred_at >= $2 AND e.occurred_at < $3
                OR e.origin = ANY ($4)
                OR e.origin = ANY ($5) AND e.occurred_at >= $6 AND e.occurred_at < $7
             ORDER BY e.subject""";

    /** Of the subjects that did something in the window, which are few: what they saw is looked up. */
    private static final String OF_FEW = """
            WITH inside AS MATERIALIZED (
                SELECT e.subject, e.occurred_at, e.origin, e.decision, e.properties::text
                  FROM event e
                 WHERE e.origin = ANY ($1) AND e.occurred_at >= $2 AND e.occurred_at < $3)
            SELECT subject, occurred_at, origin, decision, properties FROM inside
             UNION ALL
            SELECT e.subject, e.occurred_at, e.origin, e.decision, e.properties::text
              FROM (SELECT DISTINCT subject FROM inside) s
              JOIN event e ON e.subject = s.subject
             WHERE (e.origin = ANY ($4) AND NOT (e.occurred_at >= $2 AND e.occurred_at < $3))
                OR e.origin = ANY ($5) AND e.occurred_at >= $6 AND e.occurred_at < $7
             ORDER BY subject""";

    /** A plan for each report, which knows how wide its window is, and of which weeks. */
    private static final String PLAN_EACH = "SET LOCAL plan_cache_mode TO force_custom_plan";

    private static final Duration NARROW = Duration.ofDays(1);
    private static final int AT_ONCE = 5_000;

    private EventReading() {}

    static void ofSubjects(
            Tx tx,
            Scope scope,
            Kinds kinds,
            Collection<SubjectHash> subjects,
            BiConsumer<SubjectHash, List<Occurrence>> next) {
        var reading = new Subjects(kinds, next);
        tx.each(
                OF_SUBJECTS,
                AT_ONCE,
                reading::row,
                hashes(subjects),
                kinds.own(),
                kinds.others(),
                at(scope.pastFrom()),
                at(scope.start()));
        reading.end();
    }

    /** Of the window of the scope. */
    static void ofWindow(Tx tx, Scope scope, Kinds kinds, BiConsumer<SubjectHash, List<Occurrence>> next) {
        tx.run(PLAN_EACH);
        var window = scope.window();
        var reading = new Subjects(kinds, next);
        boolean isNarrow = Duration.between(window.from(), window.to()).compareTo(NARROW) <= 0;
        tx.each(isNarrow ? OF_FEW : OF_ALL, AT_ONCE, reading::row, parameters(scope, kinds, window));
        reading.end();
    }

    private static Object[] parameters(Scope scope, Kinds kinds, Window window) {
        return Stream.<Object>of(
                        kinds.own(),
                        at(window.from()),
                        at(window.to()),
                        kinds.ownExposures(),
                        kinds.others(),
                        at(scope.pastFrom()),
                        at(scope.start()))
                .toArray();
    }

    static Buffer[] hashes(Collection<SubjectHash> subjects) {
        return subjects.stream().map(hash -> Buffer.buffer(hash.bytes())).toArray(Buffer[]::new);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
