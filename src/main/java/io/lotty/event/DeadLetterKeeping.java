package io.lotty.event;

import io.lotty.access.Permission;
import io.lotty.access.Stamp;
import java.util.List;
import java.util.Optional;

/** Trying again what could not be stored, or giving it up. */
public final class DeadLetterKeeping {
    private final DeadLetters letters;
    private final Notes notes;

    /** Where it is written down, before it happens, who does what. */
    public interface Notes {
        /** @param ids empty for the oldest letters */
        void replayed(Optional<List<String>> ids, Stamp stamp);

        void discarded(List<String> ids, Stamp stamp);
    }

    public DeadLetterKeeping(DeadLetters letters, Notes notes) {
        this.letters = letters;
        this.notes = notes;
    }

    /** @param ids empty for the oldest letters */
    public DeadLetters.Replay replay(Optional<List<String>> ids, Stamp stamp) {
        Permission.MANAGE_DEAD_LETTERS.require(stamp.actor());
        notes.replayed(ids, stamp);
        return ids.map(letters::replay).orElseGet(letters::replayOldest);
    }

    /** Their events will never count; says how many letters there were. */
    public int discard(List<String> ids, Stamp stamp) {
        Permission.MANAGE_DEAD_LETTERS.require(stamp.actor());
        notes.discarded(ids, stamp);
        return letters.discard(ids);
    }
}
