/**
 * Events: the catalogue of their types, and the check of what products report.
 *
 * <p>Promise: {@link io.lotty.event.EventIntake} judges each event of a batch for itself, without I/O, clock or state; an
 * event that is {@code Checked} fits its type and its decision. Invariant: an event id is one event, whatever is sent how
 * often. Threading: values are immutable; the intake runs on event loops, services on virtual threads.
 */
@NullMarked
package io.lotty.event;

import org.jspecify.annotations.NullMarked;
