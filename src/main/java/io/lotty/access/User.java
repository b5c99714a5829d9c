package io.lotty.access;

import io.lotty.id.UserId;
import java.time.Instant;
import java.util.Set;

/** A person who can log in. Only admins see the e-mail. */
public record User(
        UserId id, Email email, String name, Set<Role> roles, boolean active, int revision, Instant createdAt) {
    public User {
        roles = Set.copyOf(roles);
        if (name.isBlank() || roles.isEmpty()) {
            throw new IllegalArgumentException("a user has a name and at least one role");
        }
    }

    public Actor actor() {
        return new Actor(id, roles);
    }
}
