package io.lotty.event;

import io.lotty.id.EventTypeKey;
import io.lotty.id.ExperimentId;
import java.util.Optional;

/**
 * What a reported event is about, as far as Lotty knows by itself: nothing that a sender makes up, so there are no more of
 * them than experiments times types.
 *
 * @param experiment whose assignment decided, by a genuine decision id
 * @param type in the catalogue, archived ones too
 */
public record About(Optional<ExperimentId> experiment, Optional<EventTypeKey> type) {
    public static final About NOTHING_KNOWN = new About(Optional.empty(), Optional.empty());

    public static About of(EventTypeKey type, Decided decided) {
        return new About(decided.reported(), Optional.of(type));
    }
}
