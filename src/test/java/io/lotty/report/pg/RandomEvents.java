package io.lotty.report.pg;

import io.lotty.report.Examples;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Events of an experiment as they might come: late, unseen, forced, of others, outside every window. */
public record RandomEvents(Random random) {
    public static final Instant BEGIN = Instant.parse("2027-03-02T00:00:00Z");
    private static final List<String> TYPES = List.of("exposure", "exposure", "click", "purchase", "latency");
    private static final int DECISIONS = 60;
    private static final int SUBJECTS = 40;
    private static final int DAYS = 5;

    public List<StoredEvent> list(int size) {
        var decisions = new ArrayList<StoredEvent>();
        for (int i = 0; i < DECISIONS; i++) {
            decisions.add(decision(i));
        }
        var events = new ArrayList<StoredEvent>();
        for (int i = 0; i < size; i++) {
            events.add(event(i, decisions.get(random.nextInt(DECISIONS))));
        }
        return events;
    }

    /** Some subjects get two decisions, perhaps of both variants; one in six decisions is never seen. */
    private StoredEvent decision(int number) {
        return new StoredEvent(
                "",
                number % 6 == 0 ? "unseen" : "seen",
                number,
                random.nextInt(8) == 0 ? new UUID(8, 8) : Examples.EXPERIMENT.value(),
                (random.nextBoolean() ? Examples.CONTROL : Examples.BLUE).value(),
                random.nextInt(8) == 0 ? "override" : "assigned",
                random.nextInt(SUBJECTS),
                BEGIN,
                null);
    }

    private StoredEvent event(int number, StoredEvent decision) {
        var type = TYPES.get(random.nextInt(TYPES.size()));
        var hasAmount = random.nextInt(5) > 0;
        return new StoredEvent(
                "event-" + number,
                type.equals("exposure") && decision.type().equals("unseen") ? "click" : type,
                decision.decision(),
                decision.experiment(),
                decision.variant(),
                decision.reason(),
                decision.subject(),
                BEGIN.plusSeconds(random.nextInt(DAYS * 86_400)),
                hasAmount ? BigDecimal.valueOf(random.nextInt(-500, 10_000), 2) : null);
    }
}
