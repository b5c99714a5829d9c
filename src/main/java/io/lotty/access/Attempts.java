package io.lotty.access;

import io.lotty.refusal.Refusal;
import java.util.Optional;
import java.util.function.Supplier;

/** Read, decide and save again when somebody else was faster: only who names a revision is told that it is stale. */
final class Attempts {
    private static final int MAX = 10;

    private Attempts() {}

    static <T> T whileFree(Optional<Integer> revision, Supplier<T> attempt) {
        for (int left = MAX - 1; ; left--) {
            try {
                return attempt.get();
            } catch (Refusal.Stale faster) {
                if (revision.isPresent() || left == 0) {
                    throw faster;
                }
            }
        }
    }
}
