/**
 * The audit log in Postgres, which the tables themselves write.
 */
@NullMarked
package io.lotty.audit.pg;

import org.jspecify.annotations.NullMarked;
