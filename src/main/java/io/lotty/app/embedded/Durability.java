package io.lotty.app.embedded;

/** Whether the stores wait for the disk before they acknowledge. */
public enum Durability {
    /** Every acknowledged write survives a crash of the process and of the machine. */
    DURABLE,
    /** Nothing waits for the disk: for tests, whose data nobody wants back. */
    FAST
}
