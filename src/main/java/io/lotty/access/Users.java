package io.lotty.access;

import io.lotty.id.UserId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The users that are known. */
public interface Users {
    /** Refuses an e-mail that is taken. */
    void add(User user, String passwordHash, Stamp stamp);

    Optional<User> find(UserId id);

    /** Those of the ids that are users'; bounded by what is asked for. */
    List<User> among(Collection<UserId> ids);

    /** A user and the hash of his password, for log-in. */
    Optional<Credentials> credentials(Email email);

    /** Oldest first. */
    Page<User> list(Filter filter, PageRequest request);

    /**
     * Saves a change of the revision that was read; refuses when somebody else was faster, and when no active admin would
     * be left. All sessions of a user who leaves end in the same step, and he does not find them again should he come back.
     */
    User save(User user, Stamp stamp);

    /** Replaces a password, moves the epoch and ends all refresh tokens in one step; empty when there is none to replace. */
    Optional<User> replacePassword(NewPassword password, Stamp stamp);

    /** What log-in compares. */
    record Credentials(User user, String passwordHash) {}

    /**
     * A password that is about to hold.
     *
     * @param action for the audit log
     * @param instead the hash that it replaces; when given and not the current one, nothing is replaced
     */
    record NewPassword(UserId user, String hash, String action, Optional<String> instead) {}

    /** Which users; an empty field does not matter. */
    record Filter(Optional<Role> role, Optional<Boolean> active) {
        public static Filter none() {
            return new Filter(Optional.empty(), Optional.empty());
        }
    }
}
