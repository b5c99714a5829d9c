/**
 * What subjects hold, and the plan, in Redis.
 *
 * <p>Threading: an instance belongs to one event loop.
 */
@NullMarked
package io.lotty.decision.redis;

import org.jspecify.annotations.NullMarked;
