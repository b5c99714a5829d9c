package io.lotty.bench;

import io.lotty.decision.DecisionId;
import io.lotty.decision.DecisionIds;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/**
 * What products report: five events about each decision, two exposures, two clicks and a purchase. The same number is the
 * same batch of {@value EventBatch#EVENTS}, as a request and as rows. Ids of events are as long as UUIDs and spread over all of
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

    private record Decision(String id, DecisionId says, Buffer tag) {
        static Decision of(String id) {
            return new Decision(id, DecisionIds.read(id).orElseThrow(), Buffer.buffer(DecisionIds.tagOf(id)));
        }

        DecisionId.Assignment assignment() {
            return says.assignment().orElseThrow();
        }
    }

    private record Event(String id, String type, Decision decision, Instant at) {
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
                    .append(event(number * EventBatch.EVENTS + i).json());
        }
        return Requests.post(EventBatch.PATH, body.append("]}").toString()).getBytes(StandardCharsets.US_ASCII);
    }

    /** Events as columns: id, type, decision, flag, experiment, version, variant, reason, subject, two times, properties. */
    Tuple columns(long firstEvent, int count) {
        var events = LongStream.range(firstEvent, firstEvent + count)
                .mapToObj(this::event)
                .toList();
        return Tuple.tuple()
                .addValue(column(events, Event::id, String[]::new))
                .addValue(column(events, Event::type, String[]::new))
                .addValue(column(events, event -> event.decision().tag(), Buffer[]::new))
                .addValue(column(events, event -> event.decision().says().flag().value(), String[]::new))
                .addValue(column(
                        events,
                        event -> event.decision().assignment().experiment().value(),
                        UUID[]::new))
                .addValue(column(events, event -> event.decision().assignment().version(), Integer[]::new))
                .addValue(column(
                        events, event -> event.decision().assignment().variant().value(), String[]::new))
                .addValue(
                        column(events, event -> event.decision().says().reason().text(), String[]::new))
                .addValue(column(
                        events,
                        event -> Buffer.buffer(event.decision().says().subject().bytes()),
                        Buffer[]::new))
                .addValue(column(events, event -> time(event.at()), OffsetDateTime[]::new))
                .addValue(column(events, event -> time(at), OffsetDateTime[]::new))
                .addValue(column(events, Event::properties, String[]::new));
    }

    private Event event(long number) {
        int place = (int) (number % TYPES.size());
        return new Event(
                ID.formatted(number * SPREAD % NUMBERS),
                TYPES.get(place),
                decisions.get((int) (number / TYPES.size() % decisions.size())),
                at.plusMillis(number % EventBatch.EVENTS));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T> T[] column(List<Event> events, Function<Event, T> value, IntFunction<T[]> array) {
        return events.stream().map(value).toArray(array);
    }
}
