package io.lotty.flag;

import io.lotty.id.FlagKey;
import java.util.HashSet;
import java.util.Set;

class FlagsInMemoryTest extends FlagsContract {
    private final Set<FlagKey> inUse = new HashSet<>();
    private final Flags flags = new FlagsInMemory(inUse);

    @Override
    protected Flags flags() {
        return flags;
    }

    @Override
    protected void experimentOn(FlagKey flag) {
        inUse.add(flag);
    }
}
