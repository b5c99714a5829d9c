package io.lotty.metric;

import io.lotty.id.EventTypeKey;
import java.util.Optional;

/**
 * Which events feed a metric, and what each of them adds.
 *
 * @param property the property whose number an event adds; an event that carries no number there is left out. Empty:
 *     each event adds 1. A metric of kind {@link MetricKind#COUNT} counts events, whether they carry it or not
 */
public record Source(EventTypeKey eventType, Optional<String> property) {
    private static final int MAX_PROPERTY = 128;

    public Source {
        property.ifPresent(Source::checkedProperty);
    }

    /** The name of a property, 1 to 128 characters. */
    public static String checkedProperty(String name) {
        if (name.isBlank() || name.length() > MAX_PROPERTY || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must have 1 to 128 characters, not be blank and have no NUL");
        }
        return name;
    }
}
