package io.lotty.chaos;

/** How a part is hit. */
enum Weapon {
    /** SIGKILL: nothing is drained, closed or said. */
    KILL,
    /** What an operator or a container sends: SIGTERM; to Postgres SIGINT, for on SIGTERM it waits until its clients leave. */
    TERM,
    /** SIGSTOP and, later, SIGCONT: it does nothing meanwhile, and knows nothing of that. */
    FREEZE
}
