package io.lotty.event;

import io.lotty.id.EventTypeKey;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every event type, archived ones too, as an edge holds them in memory. Immutable. */
public record EventCatalogue(Map<EventTypeKey, EventType> types) {
    public static final EventCatalogue EMPTY = new EventCatalogue(Map.of());

    public EventCatalogue {
        types = Map.copyOf(types);
    }

    public static EventCatalogue of(Collection<EventType> types) {
        return new EventCatalogue(types.stream().collect(Collectors.toMap(EventType::key, Function.identity())));
    }

    /** The type of that name; a name that cannot be a key is simply no type's. */
    public Optional<EventType> find(String key) {
        try {
            return Optional.ofNullable(types.get(new EventTypeKey(key)));
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }
}
