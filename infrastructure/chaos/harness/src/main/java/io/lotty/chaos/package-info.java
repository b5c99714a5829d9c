/**
 * Chaos: all parts of a Lotty as processes of their own, senders that report events and remember every acknowledgement,
 * and a schedule, drawn by lot from a seed, by which parts are killed and started again. Afterwards what was acknowledged
 * and what is stored are compared, event by event.
 */
@NullMarked
package io.lotty.chaos;

import org.jspecify.annotations.NullMarked;
