package io.lotty.access;

import io.lotty.id.UserId;
import java.time.Instant;
import java.util.Set;

/**
 * A person who can log in. Only admins see the e-mail.
 *
 * @param revision counts the changes that others see, for optimistic locking
 * @param epoch moves when all his sessions end: access tokens of an earlier one are void
 */
public record User(
        UserId id,
        Email email,
        String name,
        Set<Role> roles,
        boolean active,
        int revision,
        int epoch,
        Instant createdAt) {
    public User {
        roles = Set.copyOf(roles);
        if (name.isBlank() || roles.isEmpty()) {
            throw new IllegalArgumentException("a user has a name and at least one role");
        }
    }

    /** Somebody new, who is active. */
    public static User starting(UserId id, Email email, String name, Set<Role> roles, Instant at) {
        return new User(id, email, name, roles, true, 1, 1, at);
    }

    public Actor actor() {
        return new Actor(id, roles);
    }

    public User named(String other) {
        return new User(id, email, other, roles, active, revision, epoch, createdAt);
    }

    public User as(Set<Role> others) {
        return new User(id, email, name, others, active, revision, epoch, createdAt);
    }

    public User left() {
        return new User(id, email, name, roles, false, revision, epoch, createdAt);
    }

    public User back() {
        return new User(id, email, name, roles, true, revision, epoch, createdAt);
    }
}
