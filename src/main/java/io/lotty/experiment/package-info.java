/**
 * Experiments: the design that is tried, the life it leads, who reviews it and who runs it.
 *
 * <p>Promise: what a subject may be assigned to changes in a draft only; every saved design is kept; a move that the state
 * does not offer is refused with a sentence. Invariant: a {@link io.lotty.experiment.Design} that exists is sound to the
 * millionth, and a {@link io.lotty.experiment.ExperimentState} offers only legal moves. At most one experiment of a flag
 * is live, which the store guarantees. Threading: immutable values; services run on virtual threads.
 */
@NullMarked
package io.lotty.experiment;

import org.jspecify.annotations.NullMarked;
