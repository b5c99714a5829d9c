package io.lotty.event;

import java.util.Optional;

/** What the ids of decisions say. No look-up and no I/O: everything stands in the id. {@link #verify} belongs to one
 * thread, {@link #read} to any. */
public interface DecisionIds {
    /** What a genuine id says; empty for a forged or garbled one. */
    Optional<Decided> verify(String text);

    /**
     * What an id says that was verified before, its signature not checked again (its key may be gone by now).
     *
     * @throws IllegalArgumentException when it is no decision id at all
     */
    Decided read(String text);
}
