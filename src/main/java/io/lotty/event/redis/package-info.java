/**
 * Events on their way: claimed and kept in Redis Streams, moved from there to the table by one loop for each shard; and the
 * catalogue as edges get it. Invariant: an entry leaves its stream only after its events are stored, or buried with a reason.
 *
 * <p>Threading: {@link io.lotty.event.redis.RedisEvents} belongs to one event loop, a loop of the ingest to one virtual thread.
 */
@NullMarked
package io.lotty.event.redis;

import org.jspecify.annotations.NullMarked;
