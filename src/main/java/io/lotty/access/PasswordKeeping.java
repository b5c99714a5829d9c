package io.lotty.access;

import io.lotty.id.UserId;
import io.lotty.refusal.Refusal;
import java.util.Optional;

/** Replacing passwords. Whoever does it, all sessions of the user end. */
public final class PasswordKeeping {
    private final Users users;
    private final PasswordCheck passwords;
    private final Hashing hashing;
    private final LogIn logIn;

    public PasswordKeeping(Users users, PasswordCheck passwords, Hashing hashing, LogIn logIn) {
        this.users = users;
        this.passwords = passwords;
        this.hashing = hashing;
        this.logIn = logIn;
    }

    /** What somebody says who wants another password. */
    public record Wish(String current, String next, ClientAddress from) {
        @Override
        public String toString() {
            return "Wish[***]";
        }
    }

    /** An admin gives a user a new password. */
    public void reset(UserId id, String next, Stamp stamp) {
        Permission.MANAGE_USERS.require(stamp.actor());
        var user = users.find(id).orElseThrow(() -> new Refusal.NotFound("user", id));
        replace(user, next, "user.reset_password", Optional.empty(), stamp);
    }

    /**
     * Somebody replaces his own password, and stays in with the session that this answers. A wrong current password counts
     * as a wrong try to log in.
     */
    public LogIn.Session change(Wish wish, Stamp stamp) {
        var id = stamp.actor().id();
        var user = users.find(id).orElseThrow(() -> new Refusal.NotFound("user", id));
        var claim = new PasswordCheck.Claim(user.email(), wish.current(), wish.from());
        return passwords
                .check(claim, stamp.at())
                .flatMap(known -> replace(
                        known.user(), wish.next(), "user.change_password", Optional.of(known.passwordHash()), stamp))
                .flatMap(changed -> logIn.begin(changed, stamp.at()))
                .orElseThrow(() ->
                        new Refusal.Invalid("/current_password", "invalid_value", "is not your current password"));
    }

    private Optional<User> replace(User user, String next, String action, Optional<String> instead, Stamp stamp) {
        var hash = hashing.hash(Passwords.checked(next));
        return users.replacePassword(new Users.NewPassword(user.id(), hash, action, instead), stamp);
    }
}
