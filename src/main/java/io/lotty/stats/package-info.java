/**
 * The statistics of reports: effects and how sure they are, tests, and how many subjects they take.
 *
 * <p>Promise: pure functions of sufficient statistics. The same input gives the same bits: no clock, no randomness, no
 * order of threads. Each names the paper or textbook, and the equation there, that it is taken from, and a test holds it
 * to published numbers. Distributions are those of Apache Commons Statistics.
 *
 * <p>Invariant: too little data is a result of its own, {@link io.lotty.stats.Finding.TooLittle}. No p-value of 1, no
 * interval of width 0, no NaN or infinity ever stands in for something that is not known.
 *
 * <p>The way of an effect: exact {@link io.lotty.stats.Sums} of each variant → its {@link io.lotty.stats.Summary} → an
 * {@link io.lotty.stats.Effect} of two variants, whose {@link io.lotty.stats.Estimate}s are then judged: at one look
 * ({@link io.lotty.stats.FixedHorizon}), at every look ({@link io.lotty.stats.ConfidenceSequence}), or by belief
 * ({@link io.lotty.stats.Posterior}).
 *
 * <p>Threading: everything here is immutable and may be shared.
 */
@NullMarked
package io.lotty.stats;

import org.jspecify.annotations.NullMarked;
