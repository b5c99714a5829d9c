/**
 * Postgres for straight-line code: connections, transactions that are signed for the audit, migration at start.
 *
 * <p>Threading: virtual threads only; every call waits for its answer.
 */
@NullMarked
package io.lotty.platform.pg;

import org.jspecify.annotations.NullMarked;
