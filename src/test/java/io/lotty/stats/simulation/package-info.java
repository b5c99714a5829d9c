/**
 * The simulation of what the statistics of reports promise, over thousands of made-up experiments. It is tests and a
 * program: {@code infrastructure/simulate/run} builds it from here.
 */
@NullMarked
package io.lotty.stats.simulation;

import org.jspecify.annotations.NullMarked;
