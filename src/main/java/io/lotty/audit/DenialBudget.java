package io.lotty.audit;

import io.lotty.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many denials of one person enter the audit log: 30 a minute in each process. What can never be removed must not be
 * for anybody to fill. Threading: any.
 */
public final class DenialBudget {
    static final int EACH_MINUTE = 30;
    private static final int MAX_PEOPLE = 1_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<UserId, Spent> people = new HashMap<>();

    private record Spent(Instant since, int count) {}

    /** Whether one more may enter. */
    public synchronized boolean spend(UserId actor, Instant now) {
        var last = people.getOrDefault(actor, new Spent(now, 0));
        var spent = last.since().plus(MINUTE).isAfter(now) ? last : new Spent(now, 0);
        if (spent.count() == EACH_MINUTE) {
            return false;
        }
        if (people.size() == MAX_PEOPLE) {
            people.values().removeIf(old -> !old.since().plus(MINUTE).isAfter(now));
        }
        if (people.size() < MAX_PEOPLE || people.containsKey(actor)) {
            people.put(actor, new Spent(spent.since(), spent.count() + 1));
        }
        return true;
    }
}
