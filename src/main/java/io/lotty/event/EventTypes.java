package io.lotty.event;

import io.lotty.access.Stamp;
import io.lotty.id.EventTypeKey;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import java.util.Optional;

/** The event types that exist, archived ones too. */
public interface EventTypes {
    /** Refuses a key that is taken. */
    void add(EventType type, Stamp stamp);

    Optional<EventType> find(EventTypeKey key);

    Page<EventType> list(PageRequest request);

    /** Saves a change of the revision that was read; refuses when somebody else was faster. */
    EventType save(EventType type, String action, Stamp stamp);
}
