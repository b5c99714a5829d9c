package io.lotty.flag;

import io.lotty.access.Stamp;
import io.lotty.id.FlagKey;
import io.lotty.id.UserId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import java.util.Optional;

/** The flags that exist, archived ones too. */
public interface Flags {
    /** Refuses a key that is taken. */
    void add(Flag flag, Stamp stamp);

    Optional<Flag> find(FlagKey key);

    Page<Flag> list(Filter filter, PageRequest request);

    /**
     * Which flags.
     *
     * @param tag one that they bear, as it is spelt
     */
    record Filter(Optional<String> tag, Optional<UserId> owner, Optional<Boolean> archived) {
        /** Every flag there is. */
        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Saves a change of the revision that was read; refuses when somebody else was faster. */
    Flag save(Flag flag, String action, Stamp stamp);

    /**
     * Archives, unless an experiment on the flag is active, which is from draft to paused: then refuses. Completed, archived
     * and rejected ones need the flag no more.
     */
    Flag archive(Flag flag, Stamp stamp);
}
