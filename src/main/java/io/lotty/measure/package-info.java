/**
 * Measuring: what a subject's events add to an experiment's metrics, and what that makes of all subjects. Pure and exact: whole
 * numbers and decimals only, so that the same events give the same sums in whatever order they are taken.
 */
@NullMarked
package io.lotty.measure;

import org.jspecify.annotations.NullMarked;
