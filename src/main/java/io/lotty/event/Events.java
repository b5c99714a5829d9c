package io.lotty.event;

import java.util.List;

/** The events that count. */
public interface Events {
    /**
     * Adds all or none; an event whose id is there already changes nothing, so a repetition is safe.
     *
     * @return how many were new
     * @throws Unstorable when one of them can never be stored; anything else that is thrown is worth another try
     */
    int add(List<Event> events);

    /** The data itself is refused, now and whenever it is tried again. */
    final class Unstorable extends RuntimeException {
        public Unstorable(String reason, Throwable cause) {
            super(reason, cause, false, false);
        }
    }
}
