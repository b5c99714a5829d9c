package io.lotty.event.pg;

import io.lotty.event.DecisionTag;
import io.lotty.event.Event;
import io.lotty.event.EventLimits;
import io.lotty.event.Value;
import io.lotty.event.ValueJson;
import io.lotty.id.SubjectHash;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/** What some events of one origin, hour and decision add up to; grows by one event at a time, and to no great size. */
final class Fact {
    /** As the index that reports use has them: neighbours beside each other. */
    static final Comparator<Fact> BY_PLACE =
            Comparator.<Fact>comparingLong(fact -> fact.key.origin()).thenComparingLong(fact -> fact.key.hour());

    private static final long HOUR_SECONDS = 3_600;
    private static final int MAX_AMOUNTS = EventLimits.MAX_PROPERTIES;

    private final Key key;
    private final SubjectHash subject;
    private final Map<String, Amount> amounts = new TreeMap<>();
    private Instant receivedAt = Instant.MIN;
    private long n;

    Fact(Key key, SubjectHash subject) {
        this.key = key;
        this.subject = subject;
    }

    /**
     * What it is of.
     *
     * @param hour since 1970
     */
    record Key(long origin, long hour, DecisionTag decision) {
        static Key of(Row row) {
            var event = row.event();
            return new Key(
                    row.origin(),
                    Math.floorDiv(event.occurredAt().getEpochSecond(), HOUR_SECONDS),
                    event.decided().tag());
        }

        Instant hourAsInstant() {
            return Instant.ofEpochSecond(hour * HOUR_SECONDS);
        }
    }

    /** @param n events that carry a number */
    private record Amount(long n, BigDecimal total) {
        Amount plus(Amount other) {
            return new Amount(n + other.n, total.add(other.total));
        }
    }

    /** Whether an event that carries these numbers may be added. */
    boolean hasRoomFor(Map<String, BigDecimal> numbers) {
        return amounts.size() + numbers.size() <= MAX_AMOUNTS
                || amounts.keySet().containsAll(numbers.keySet());
    }

    /** @param numbers what it carries, by property */
    void add(Event event, Map<String, BigDecimal> numbers) {
        n++;
        receivedAt = receivedAt.isAfter(event.receivedAt()) ? receivedAt : event.receivedAt();
        numbers.forEach((property, number) -> amounts.merge(property, new Amount(1, number), Amount::plus));
    }

    Key key() {
        return key;
    }

    SubjectHash subject() {
        return subject;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    long n() {
        return n;
    }

    /** JSON: by property, how many events carry a number there, and its sum; empty when none does. */
    Optional<String> amounts() {
        if (amounts.isEmpty()) {
            return Optional.empty();
        }
        var json = new StringJoiner(",", "{", "}");
        amounts.forEach(
                (property, amount) -> json.add(quoted(property) + ":[" + amount.n() + "," + amount.total() + "]"));
        return Optional.of(json.toString());
    }

    /** By hand where nothing needs escaping: a generator costs more than all the rest. */
    private static String quoted(String property) {
        boolean isPlain = property.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c == '_');
        return isPlain ? '"' + property + '"' : ValueJson.write(new Value.Text(property));
    }
}
