package io.lotty.event.redis;

import java.util.List;

/**
 * One entry of a stream, in hand until it is settled.
 *
 * @param entryId the stream's name for it
 */
record Delivery(String entryId, List<Item> items) {
    Delivery {
        items = List.copyOf(items);
    }

    /** One event of an entry, not decoded yet. */
    record Item(String entryId, String eventId, String payload) {}
}
