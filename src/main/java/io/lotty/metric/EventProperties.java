package io.lotty.metric;

import io.lotty.id.EventTypeKey;
import java.util.Optional;

/** What is known of the properties of events. */
@FunctionalInterface
public interface EventProperties {
    /**
     * Why no event of the type can carry a number there, to be read after the words "the schema"; empty when one can, and
     * when there is no such type. Calls may wait.
     */
    Optional<String> whyNoNumber(EventTypeKey type, String property);
}
