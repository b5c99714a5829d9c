package io.lotty.chaos;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The events of a run. A number is one event, the same whenever it is asked for; the first ones are an exposure to each
 * decision, so that all that follow count. Their times lie over weeks, so that they fall into many hours and partitions.
 */
final class NumberedEvents {
    private static final String PREFIX = "chaos-";
    private static final Duration PROBES_BEFORE = Duration.ofDays(6);
    private static final int SECONDS_OF_AN_HOUR = 3_600;
    /** A prime, so that neighbours in time differ in everything else. */
    private static final int STRIDE = 37;

    private static final int CENTS = 100_00;

    private final List<Trial.Decided> decisions;
    private final Instant latest;
    private final int hours;

    /**
     * Events of an experiment.
     *
     * @param latest time of an event
     * @param spread how long before it the earliest is, in whole hours
     */
    NumberedEvents(List<Trial.Decided> decisions, Instant latest, Duration spread) {
        this.decisions = List.copyOf(decisions);
        this.latest = latest;
        this.hours = (int) spread.toHours();
    }

    /** What is reported. */
    enum Type {
        EXPOSURE("exposure"),
        CONVERSION("conversion"),
        PURCHASE("purchase"),
        ERROR("error");

        private static final List<Type> ALL = List.of(values());
        private final String text;

        Type(String text) {
            this.text = text;
        }
    }

    /** Before every event. */
    Instant from() {
        return latest.minus(Duration.ofHours(hours));
    }

    /** After every event. */
    Instant to() {
        return latest.plusSeconds(1);
    }

    Type type(int number) {
        int turn = number / decisions.size();
        return turn == 0 ? Type.EXPOSURE : Type.ALL.get((number + turn) % Type.ALL.size());
    }

    /** Of a purchase. */
    int cents(int number) {
        return number % CENTS;
    }

    /** Whose event it is. */
    int subject(int number) {
        return number % decisions.size();
    }

    String variant(int number) {
        return decisions.get(subject(number)).variant();
    }

    /** As the body of a request. */
    String batch(int first, int size) {
        var text = new StringBuilder("{\"events\":[");
        for (int number = first; number < first + size; number++) {
            append(text.append(number == first ? "" : ","), number);
        }
        return text.append("]}").toString();
    }

    /** An exposure and a conversion, alone in their minute; days before all numbered ones if these lie within hours. */
    String probe(int probe, Trial.Decided whose) {
        return "{\"events\":[" + probe("exposure", probe, whose) + "," + probe("conversion", probe, whose) + "]}";
    }

    /** When a probe occurred: its minute begins then. */
    Instant probedAt(int probe) {
        return latest.minus(PROBES_BEFORE).plus(Duration.ofMinutes(probe));
    }

    /** The number of an event's id; -1 when it is none of ours. */
    static int number(String eventId) {
        return eventId.matches(PREFIX + "\\d{1,9}") ? Integer.parseInt(eventId.substring(PREFIX.length())) : -1;
    }

    private String probe(String type, int probe, Trial.Decided whose) {
        return "{\"event_id\":\"probe-%1$s-%2$d\",\"type\":\"%1$s\",\"decision_id\":\"%3$s\",\"occurred_at\":\"%4$s\"}"
                .formatted(type, probe, whose.decisionId(), probedAt(probe));
    }

    private void append(StringBuilder text, int number) {
        var type = type(number);
        text.append("{\"event_id\":\"").append(PREFIX).append(number);
        text.append("\",\"type\":\"").append(type.text);
        text.append("\",\"decision_id\":\"")
                .append(decisions.get(subject(number)).decisionId());
        text.append("\",\"occurred_at\":\"").append(occurredAt(number));
        text.append("\",\"properties\":{");
        if (type == Type.PURCHASE) {
            text.append("\"amount\":").append(BigDecimal.valueOf(cents(number), 2));
        }
        text.append("}}");
    }

    private Instant occurredAt(int number) {
        return latest.minus(Duration.ofHours(number % hours)).minusSeconds((long) number * STRIDE % SECONDS_OF_AN_HOUR);
    }
}
