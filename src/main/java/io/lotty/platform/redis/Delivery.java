package io.lotty.platform.redis;

import java.util.List;

/**
 * One entry of a stream, in hand until it is settled.
 *
 * @param entryId the stream's name for it
 */
public record Delivery(String entryId, List<Item> items) {
    public Delivery {
        items = List.copyOf(items);
    }

    /** One field of an entry, not decoded yet. */
    public record Item(String entryId, String name, String payload) {}
}
