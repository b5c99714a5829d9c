package io.lotty.report.e2e;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A subject, and all that it did; every exposure and event is of its one decision.
 *
 * @param country a property of all its events, and the attribute it was decided by
 * @param exposures perhaps none, and then nothing of it counts
 * @param acts in no particular order, and perhaps before the first exposure
 */
record Shopper(String id, String country, String variant, List<Instant> exposures, List<Act> acts) {
    Shopper {
        exposures = List.copyOf(exposures);
        acts = List.copyOf(acts);
    }

    /**
     * Something but an exposure.
     *
     * @param type key of the event type
     * @param number what it carries: the amount of a purchase, the milliseconds of a latency; else 0, and not sent
     */
    record Act(String type, Instant at, BigDecimal number) {
        boolean is(String wanted) {
            return type.equals(wanted);
        }
    }

    /** A shopper as far as it is known before it is decided about. */
    record Newcomer(String id, String country) {}
}
