/**
 * The metric catalogue: what is measured from which events, in which unit, and which direction is better.
 *
 * <p>Invariant: a metric that exists can be computed; a sum has something to add, a ratio something to divide by.
 * Threading: immutable values; services run on virtual threads.
 */
@NullMarked
package io.lotty.metric;

import org.jspecify.annotations.NullMarked;
