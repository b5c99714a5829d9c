/**
 * Self-healing connections to Redis, one per user of it, pipelined; and scripts by their digest.
 *
 * <p>Threading: a link belongs to the context that opened it.
 */
@NullMarked
package io.lotty.platform.redis;

import org.jspecify.annotations.NullMarked;
