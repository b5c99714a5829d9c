package io.lotty.report.e2e;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Locale;

/** What is measured of the shop: as a person would put it into the catalogue. {@link IndependentReport} knows what each means. */
enum ShopMetric {
    CLICKS("count", "click"),
    REVENUE("sum", "purchase"),
    REVENUE_CAPPED("sum", "purchase"),
    REVENUE_OF_LARGE("sum", "purchase"),
    SPENT_BY_SUBJECT("mean", "purchase"),
    SPENT_BY_SUBJECT_CAPPED("mean", "purchase"),
    LATENCY_OF_EVENT("mean", "latency"),
    REVENUE_PER_CLICK("ratio", "purchase"),
    CONVERTED_IN_A_DAY("proportion", "conversion"),
    LATENCY_OF_95("quantile", "latency");

    /** Of a purchase, and of a shopper's purchases together. */
    static final BigDecimal CAP = new BigDecimal("120.5");

    static final BigDecimal LARGE = new BigDecimal("50");
    static final double QUANTILE = 0.95;

    private final String kind;
    private final String eventType;

    ShopMetric(String kind, String eventType) {
        this.kind = kind;
        this.eventType = eventType;
    }

    String key() {
        return "shop_" + name().toLowerCase(Locale.ROOT);
    }

    /** Whether the values of all parts are that of the whole. */
    boolean isAdditive() {
        return kind.equals("count") || kind.equals("sum");
    }

    boolean isBetterIfLess() {
        return this == LATENCY_OF_EVENT || this == LATENCY_OF_95;
    }

    /** The name of the number that events of the type carry, as the shipped catalogue has it; empty when they carry none. */
    static String property(String eventType) {
        return switch (eventType) {
            case "purchase" -> "amount";
            case "latency" -> "value_ms";
            default -> "";
        };
    }

    /** What to post to the catalogue of metrics. */
    JsonObject body() {
        var body = new JsonObject()
                .put("key", key())
                .put("name", key())
                .put("kind", kind)
                .put("event_type", eventType)
                .put("unit", "event")
                .put("requires_exposure", true)
                .put("better", isBetterIfLess() ? "lower" : "higher");
        var property = property(eventType);
        if (!property.isEmpty()) {
            body.put("property", property);
        }
        return switch (this) {
            case CLICKS, REVENUE, LATENCY_OF_EVENT -> body;
            case REVENUE_CAPPED -> body.put("cap", CAP);
            case REVENUE_OF_LARGE -> body.put("filter", "amount > " + LARGE);
            case SPENT_BY_SUBJECT -> body.put("unit", "subject");
            case SPENT_BY_SUBJECT_CAPPED -> body.put("unit", "subject").put("cap", CAP);
            case REVENUE_PER_CLICK -> body.put("denominator", new JsonObject().put("event_type", "click"));
            case CONVERTED_IN_A_DAY -> body.put("unit", "subject").put("window_seconds", 24 * 60 * 60);
            case LATENCY_OF_95 -> body.put("quantile", QUANTILE);
        };
    }
}
