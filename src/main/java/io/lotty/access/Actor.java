package io.lotty.access;

import io.lotty.id.UserId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A person who acts: who he is and which roles he holds, always in the same order. */
public record Actor(UserId id, Set<Role> roles) {
    public Actor {
        var sorted = EnumSet.noneOf(Role.class);
        sorted.addAll(roles);
        roles = Collections.unmodifiableSet(sorted);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
