package io.lotty.event;

import io.lotty.access.Permission;
import io.lotty.access.Stamp;
import java.util.List;
import java.util.Optional;

/** Trying again what could not be stored. */
public final class DeadLetterKeeping {
    private final DeadLetters letters;
    private final ReplayNotes notes;

    /** Where it is written down who replays what. */
    @FunctionalInterface
    public interface ReplayNotes {
        void add(Optional<List<String>> ids, Stamp stamp);
    }

    public DeadLetterKeeping(DeadLetters letters, ReplayNotes notes) {
        this.letters = letters;
        this.notes = notes;
    }

    /** @param ids empty for the oldest letters */
    public DeadLetters.Replay replay(Optional<List<String>> ids, Stamp stamp) {
        Permission.MANAGE_DEAD_LETTERS.require(stamp.actor());
        notes.add(ids, stamp);
        return ids.map(letters::replay).orElseGet(letters::replayOldest);
    }
}
