/**
 * Flags in Postgres.
 */
@NullMarked
package io.lotty.flag.pg;

import org.jspecify.annotations.NullMarked;
