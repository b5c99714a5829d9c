package io.lotty.event.pg;

import io.lotty.event.Event;
import io.lotty.event.IdHash;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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
        var byId = HashMap.<String, Row>newHashMap(events.size());
        for (var event : events) {
            byId.computeIfAbsent(event.id().value(), id -> {
                var origin = Origin.of(event);
                return new Row(
                        event, IdHash.of(event.id()), origins.computeIfAbsent(origin, Origin::id), origin.isReported());
            });
        }
        return byId.values().stream().sorted(Comparator.comparing(Row::key)).toList();
    }

    Buffer keyBuffer() {
        return Buffer.buffer(key.bytes());
    }
}
