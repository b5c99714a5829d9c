/**
 * The decision itself: which value a subject sees, and why, as a pure function of the plan, the request and what the
 * subject holds already.
 *
 * <p>Promise: the same plan, request and assignments give the same answer to the byte, decision ids included. The answer
 * for a flag does not depend on which other flags share the request. Invariant: a {@link io.lotty.decision.Plan} is
 * immutable and complete; an edge swaps it whole. Threading: everything here is immutable and may run on an event loop;
 * nothing waits.
 */
@NullMarked
package io.lotty.decision;

import org.jspecify.annotations.NullMarked;
