/**
 * Measuring in Postgres: the events of subjects, their traces, and the cells that those add up to. Threading: any that may wait.
 */
@NullMarked
package io.lotty.measure.pg;

import org.jspecify.annotations.NullMarked;
