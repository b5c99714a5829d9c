package io.lotty.event.redis;

import io.lotty.event.Catalogues;
import io.lotty.event.EventType;
import io.lotty.event.PlainDecisions;
import io.lotty.event.Value;
import io.lotty.event.Verdict;
import io.lotty.id.EventId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Events that have passed the intake; their property n is their place. */
final class Clicks {
    private static final Instant OCCURRED = Instant.parse("2027-02-01T11:00:00Z");

    private Clicks() {}

    static List<Verdict.Checked> clicks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> click(i, "event-" + i, i))
                .toList();
    }

    static Verdict.Checked click(int index, String id, int decision) {
        return event(index, id, Catalogues.CLICK, decision);
    }

    static Verdict.Checked event(int index, String id, EventType type, int decision) {
        return event(index, id, type, PlainDecisions.id(decision, "ann", "blue"));
    }

    static Verdict.Checked withDefault(String id) {
        return event(1, id, Catalogues.CLICK, PlainDecisions.id(2, "ann", "-"));
    }

    static Verdict.Checked event(int index, String id, EventType type, String decision) {
        var properties = new Value.Fields(Map.of("n", new Value.Numeric(java.math.BigDecimal.valueOf(index))));
        var decided = new PlainDecisions().read(decision);
        return new Verdict.Checked(index, new EventId(id), type, decision, decided, OCCURRED, properties);
    }
}
