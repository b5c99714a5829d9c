package io.lotty.access;

import io.lotty.id.UserId;
import io.lotty.refusal.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Taking users in, changing what they are, letting them go. Nobody is ever removed: what he did names him. */
public final class UserKeeping {
    private final Users users;
    private final Hashing hashing;
    private final Supplier<UUID> ids;

    public UserKeeping(Users users, Hashing hashing, Supplier<UUID> ids) {
        this.users = users;
        this.hashing = hashing;
        this.ids = ids;
    }

    /** What to change; an empty field stays. */
    public record Edit(
            Optional<String> name, Optional<Set<Role>> roles, Optional<Boolean> active, Optional<Integer> ifRevision) {}

    public User add(Email email, String name, String password, Set<Role> roles, Stamp stamp) {
        Permission.MANAGE_USERS.require(stamp.actor());
        var user = User.starting(new UserId(ids.get()), email, name, roles, stamp.at());
        users.add(user, hashing.hash(Passwords.checked(password)), stamp);
        return user;
    }

    /** Takes effect at once: the next request of the user is made in his new roles, or refused. */
    public User edit(UserId id, Edit edit, Stamp stamp) {
        Permission.MANAGE_USERS.require(stamp.actor());
        return Attempts.whileFree(edit.ifRevision(), () -> save(id, edit, stamp));
    }

    private User save(UserId id, Edit edit, Stamp stamp) {
        var user = users.find(id).orElseThrow(() -> new Refusal.NotFound("user", id));
        if (edit.ifRevision().isPresent() && edit.ifRevision().get() != user.revision()) {
            throw new Refusal.Stale("User " + id + " has changed since you read it. Read it again.");
        }
        var changed = edit.name().map(user::named).orElse(user);
        changed = edit.roles().map(changed::as).orElse(changed);
        if (edit.active().isPresent()) {
            changed = edit.active().get() ? changed.back() : changed.left();
        }
        return changed.equals(user) ? user : users.save(changed, stamp);
    }
}
