package io.lotty.event.pg;

import io.lotty.event.DecisionTag;
import io.lotty.event.Event;
import io.lotty.event.Value;
import io.lotty.event.ValueJson;
import io.lotty.id.SubjectHash;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/** What some events of one origin, hour and decision add up to; grows by one event at a time. */
final class Fact {
    private final Key key;
    private final SubjectHash subject;
    private final Map<String, Amount> amounts = new TreeMap<>();
    private Instant receivedAt = Instant.MIN;
    private long n;

    Fact(Key key, SubjectHash subject) {
        this.key = key;
        this.subject = subject;
    }

    /** In one order everywhere, so that two writers of the same facts wait for each other instead of locking up. */
    record Key(long origin, Instant hour, DecisionTag decision) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Long.compare(origin, other.origin);
            order = order != 0 ? order : hour.compareTo(other.hour);
            order = order != 0 ? order : Long.compare(decision.high(), other.decision.high());
            return order != 0 ? order : Long.compare(decision.low(), other.decision.low());
        }
    }

    /** @param n events that carry a number */
    private record Amount(long n, BigDecimal total) {
        Amount plus(Amount other) {
            return new Amount(n + other.n, total.add(other.total));
        }
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
