/**
 * Experiments in Postgres: the row that changes, and beside it the versions, reviews and history that never do.
 *
 * <p>Locks are taken in the order flag, experiment, which is also that of archiving a flag. Threading: virtual threads.
 */
@NullMarked
package io.lotty.experiment.pg;

import org.jspecify.annotations.NullMarked;
