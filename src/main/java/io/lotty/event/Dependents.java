package io.lotty.event;

import io.lotty.id.EventTypeKey;
import java.util.List;

/** Who knows what events are used for: the catalogue asks before it changes a type under those that use it. */
@FunctionalInterface
public interface Dependents {
    /** By the metric's key. Calls may wait. */
    List<Dependent> of(EventTypeKey type);
}
