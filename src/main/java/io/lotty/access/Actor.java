package io.lotty.access;

import io.lotty.id.UserId;
import java.util.Set;

/** A person who acts: who he is and which roles he holds. */
public record Actor(UserId id, Set<Role> roles) {
    public Actor {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
