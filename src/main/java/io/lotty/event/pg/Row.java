package io.lotty.event.pg;

import io.lotty.event.Event;
import io.lotty.event.IdHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * An event on its way into the tables.
 *
 * @param origin the id of where it comes from
 */
record Row(Event event, IdHash key, long origin, boolean isReported) {
    /** By their keys, in one order everywhere; of several events with one id, the first. Adds the origins it meets. */
    static List<Row> of(Collection<Event> events, Map<Origin, Long> origins) {
        var rows = new ArrayList<Row>(events.size());
        for (var event : events) {
            var origin = Origin.of(event);
            rows.add(new Row(
                    event, IdHash.of(event.id()), origins.computeIfAbsent(origin, Origin::id), origin.isReported()));
        }
        rows.sort((one, other) -> one.key.compareTo(other.key));
        return firstOfEachKey(rows);
    }

    private static List<Row> firstOfEachKey(List<Row> sorted) {
        var first = new ArrayList<Row>(sorted.size());
        for (var row : sorted) {
            if (first.isEmpty() || !first.getLast().key.equals(row.key)) {
                first.add(row);
            }
        }
        return first;
    }

    /** As the index that reports use has them: neighbours beside each other. */
    static int byPlace(Row one, Row other) {
        int order = Long.compare(one.origin, other.origin);
        return order != 0 ? order : one.event.occurredAt().compareTo(other.event.occurredAt());
    }
}
