package io.lotty.platform.pg;

import io.lotty.refusal.Refusal;
import io.vertx.pgclient.PgException;

/**
 * The lock between erasing subjects and adding rows about them. Whoever adds takes it with others, then asks which of his
 * subjects were erased; whoever erases takes it alone. So each addition is over before an erasure, and its rows go; or
 * comes after it, and finds the mark. Held until the transaction ends; rows that are being added keep an erasure waiting,
 * and it them, no longer than that.
 */
public final class Erasures {
    /** Any number that nothing else in this database locks. */
    private static final long LOCK = 0x6c6f747479657261L;

    private static final String HOLD_OFF = "SELECT pg_advisory_xact_lock_shared($1)";
    private static final int PATIENCE_SECONDS = 5;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String BE_PATIENT = "SET LOCAL lock_timeout TO '" + PATIENCE_SECONDS + "s'";
    private static final String BE_AS_BEFORE = "SET LOCAL lock_timeout TO DEFAULT";
    private static final String HOLD_ALONE = "SELECT pg_advisory_xact_lock($1)";

    private Erasures() {}

    /** No erasure until the transaction ends. A statement of its own: the next one must see what was erased before. */
    public static void holdOff(Tx tx) {
        tx.run(HOLD_OFF, LOCK);
    }

    /**
     * Nobody else adds rows about subjects, or erases one, until the transaction ends. Waits a few seconds at most, because
     * whoever adds waits behind it, and refuses with {@link Refusal.Unavailable} then.
     */
    public static void holdAlone(Tx tx) {
        tx.run(BE_PATIENT);
        try {
            tx.run(HOLD_ALONE, LOCK);
        } catch (PgException refused) {
            throw LOCK_NOT_AVAILABLE.equals(refused.getSqlState())
                    ? new Refusal.Unavailable(
                            "Rows about subjects are being added or erased. Try again in a few seconds.",
                            PATIENCE_SECONDS,
                            refused)
                    : refused;
        }
        tx.run(BE_AS_BEFORE);
    }
}
