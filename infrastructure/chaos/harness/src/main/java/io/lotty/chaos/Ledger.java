package io.lotty.chaos;

import java.util.Arrays;

/**
 * What was sent and what was acknowledged: a byte for each event, by its number. Senders write each their own events; whoever
 * reads waits for them before.
 */
final class Ledger {
    private static final byte SENT = 1;
    private static final byte ACKNOWLEDGED = 2;

    private final byte[] states;

    Ledger(int events) {
        this.states = new byte[events];
    }

    int size() {
        return states.length;
    }

    void sent(int first, int size) {
        fill(first, size, SENT);
    }

    void acknowledged(int first, int size) {
        fill(first, size, ACKNOWLEDGED);
    }

    boolean isSent(int number) {
        return number >= 0 && number < states.length && states[number] >= SENT;
    }

    boolean isAcknowledged(int number) {
        return states[number] == ACKNOWLEDGED;
    }

    private void fill(int first, int size, byte state) {
        Arrays.fill(states, first, first + size, state);
    }
}
