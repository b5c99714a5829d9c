package io.lotty.decision;

/**
 * How much experimenting one subject is put up with: the participation policy.
 *
 * <p>A subject is held by an experiment from its assignment on until the experiment is over; a pause does not let it go,
 * so that a resumed experiment never takes a subject beyond the limit. A participation counts from its assignment, also
 * after the experiment is over.
 *
 * @param maxConcurrent how many experiments may hold one subject, 1 to {@value #MAX_COUNT}
 * @param cooldownAfter so many participations within the days, 1 to {@value #MAX_COUNT}, make the subject rest
 * @param withinDays 1 to {@value #MAX_DAYS}
 * @param cooldownDays how long it rests from the last of them on, 0 to {@value #MAX_DAYS}; 0 is not at all
 */
public record Participation(int maxConcurrent, int cooldownAfter, int withinDays, int cooldownDays) {
    public static final int MAX_COUNT = 100;
    public static final int MAX_DAYS = 365;
    public static final Participation DEFAULT = new Participation(3, 5, 30, 7);

    private static final long SECONDS_A_DAY = 86_400;

    public Participation {
        within("max_concurrent_experiments", maxConcurrent, 1, MAX_COUNT);
        within("cooldown_after", cooldownAfter, 1, MAX_COUNT);
        within("within_days", withinDays, 1, MAX_DAYS);
        within("cooldown_days", cooldownDays, 0, MAX_DAYS);
    }

    long withinSeconds() {
        return withinDays * SECONDS_A_DAY;
    }

    long cooldownSeconds() {
        return cooldownDays * SECONDS_A_DAY;
    }

    /** For how long an ended participation may still count. */
    long memorySeconds() {
        return withinSeconds() + cooldownSeconds();
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most);
        }
    }
}
