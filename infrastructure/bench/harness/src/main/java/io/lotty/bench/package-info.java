/**
 * Benchmarks of the decide call: Lotty against floors built from the same libraries, in one run on one machine, each part
 * in a process of its own. Only ratios travel from one machine to another.
 */
@NullMarked
package io.lotty.bench;

import org.jspecify.annotations.NullMarked;
