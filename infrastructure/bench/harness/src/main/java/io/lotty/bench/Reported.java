package io.lotty.bench;

import io.lotty.decision.DecisionId;
import io.lotty.decision.DecisionIds;
import io.lotty.event.Decided;
import io.lotty.event.DecisionTag;
import io.lotty.event.Event;
import io.lotty.id.EventId;
import io.lotty.id.EventTypeKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What products report: five events about each decision, two exposures, two clicks and a purchase. The same number is the
 * same batch of {@value EventBatch#EVENTS}. Ids of events are as long as UUIDs and spread over all of
 * their range, as random ones are.
 */
final class Reported implements Requests {
    private static final List<String> TYPES = List.of("exposure", "exposure", "click", "click", "purchase");
    private static final String PURCHASE = "{\"amount\":19.99,\"currency\":\"EUR\"}";
    private static final String ID = "%012d-ceea-467f-9b2a-8f14e45f";
    /** Prime to a power of ten: what it multiplies stays different. */
    private static final long SPREAD = 618_033L;

    private static final long NUMBERS = 1_000_000_000_000L;

    private final List<Decision> decisions;
    private final Instant at = Instant.ofEpochMilli(System.currentTimeMillis());

    private Reported(List<Decision> decisions) {
        this.decisions = decisions;
    }

    /** The events name one decision by which a variant was assigned after the other, and begin anew after the last. */
    static Reported about(List<String> decisionIds) {
        var assigned = decisionIds.stream()
                .map(Decision::of)
                .filter(decision -> decision.says().assignment().isPresent())
                .toList();
        return new Reported(assigned);
    }

    private record Decision(String id, DecisionId says, Decided decided) {
        static Decision of(String id) {
            var says = DecisionIds.read(id).orElseThrow();
            var assignment = says.assignment();
            var decided = new Decided(
                    DecisionTag.of(DecisionIds.tagOf(id)),
                    says.flag(),
                    assignment.map(DecisionId.Assignment::experiment),
                    assignment.map(DecisionId.Assignment::version).orElse(0),
                    assignment.map(DecisionId.Assignment::variant),
                    says.reason().text(),
                    says.subject());
            return new Decision(id, says, decided);
        }
    }

    private record Line(String id, String type, Decision decision, Instant at) {
        String properties() {
            return type.equals("purchase") ? PURCHASE : "{}";
        }

        String json() {
            return "{\"event_id\":\"" + id + "\",\"type\":\"" + type + "\",\"decision_id\":\"" + decision.id()
                    + "\",\"occurred_at\":\"" + at + "\",\"properties\":" + properties() + "}";
        }
    }

    @Override
    public byte[] of(long number) {
        var body = new StringBuilder("{\"events\":[");
        for (int i = 0; i < EventBatch.EVENTS; i++) {
            body.append(i == 0 ? "" : ",")
                    .append(line(number * EventBatch.EVENTS + i).json());
        }
        return Requests.post(EventBatch.PATH, body.append("]}").toString()).getBytes(StandardCharsets.US_ASCII);
    }

    /** As they are on their way into the tables, all received at once. */
    List<Event> events(long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(this::line)
                .map(line -> new Event(
                        new EventId(line.id()),
                        new EventTypeKey(line.type()),
                        line.decision().decided(),
                        line.at(),
                        at,
                        line.properties()))
                .toList();
    }

    private Line line(long number) {
        int place = (int) (number % TYPES.size());
        return new Line(
                ID.formatted(number * SPREAD % NUMBERS),
                TYPES.get(place),
                decisions.get((int) (number / TYPES.size() % decisions.size())),
                at.plusMillis(number % EventBatch.EVENTS));
    }
}
