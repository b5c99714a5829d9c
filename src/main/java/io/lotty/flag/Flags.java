package io.lotty.flag;

import io.lotty.access.Stamp;
import io.lotty.id.FlagKey;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import java.util.Optional;

/** The flags that exist, archived ones too. */
public interface Flags {
    /** Refuses a key that is taken. */
    void add(Flag flag, Stamp stamp);

    Optional<Flag> find(FlagKey key);

    Page<Flag> list(PageRequest request);

    /** Saves a change of the revision that was read; refuses when somebody else was faster. */
    Flag save(Flag flag, String action, Stamp stamp);

    /** Archives, unless an experiment on the flag is not over yet: then refuses. */
    Flag archive(Flag flag, Stamp stamp);
}
