package io.lotty.chaos;

import java.time.Duration;

/**
 * What became of a blow.
 *
 * @param wasUp whether there was a process to be hit: one that is hit while it is down stays down for longer
 * @param isOver false when it was hit again before it answered; then the durations say nothing
 * @param down from the signal until it answered again, the pause before its start included
 * @param starting from its start, or its waking, until it answered
 */
record Hit(Schedule.Blow blow, boolean wasUp, boolean isOver, Duration down, Duration starting) {
    @Override
    public String toString() {
        return blow
                + (wasUp ? "" : " (already down)")
                + (isOver
                        ? ": %s down, %s to start".formatted(Text.seconds(down), Text.seconds(starting))
                        : ": hit again");
    }
}
