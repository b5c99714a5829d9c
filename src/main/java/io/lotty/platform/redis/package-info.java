/**
 * Self-healing connections to Redis, one per user of it, pipelined; scripts by their digest; and the loop that moves a
 * stream's entries to where they belong.
 *
 * <p>Threading: a link belongs to the context that opened it.
 */
@NullMarked
package io.lotty.platform.redis;

import org.jspecify.annotations.NullMarked;
