/**
 * Policies, and the copy of what subjects hold, in Postgres. No decision waits for any of it.
 */
@NullMarked
package io.lotty.decision.pg;

import org.jspecify.annotations.NullMarked;
