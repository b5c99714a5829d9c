/**
 * What an experiment did: per variant and over time, every metric with the number of events or subjects it is over; what each
 * variant does to it against control, and how sure that is; and whether the experiment can be decided.
 *
 * <p>Invariant: a report is a pure function of the stored events and the definitions; the order in which events arrived
 * leaves no trace. What cannot be computed is absent, never 0 and never NaN. Threading: immutable values; services run
 * on virtual threads.
 */
@NullMarked
package io.lotty.report;

import org.jspecify.annotations.NullMarked;
