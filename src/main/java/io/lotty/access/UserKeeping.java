package io.lotty.access;

import io.lotty.id.UserId;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Taking users in. */
public final class UserKeeping {
    private final Users users;
    private final Supplier<UUID> ids;

    public UserKeeping(Users users, Supplier<UUID> ids) {
        this.users = users;
        this.ids = ids;
    }

    public User add(Email email, String name, String password, Set<Role> roles, Stamp stamp) {
        Permission.MANAGE_USERS.require(stamp.actor());
        var user = new User(new UserId(ids.get()), email, name, roles, true, 1, stamp.at());
        users.add(user, Passwords.hash(Passwords.checked(password)), stamp);
        return user;
    }
}
