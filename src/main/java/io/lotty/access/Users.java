package io.lotty.access;

import io.lotty.id.UserId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import java.util.Optional;

/** The users that are known. */
public interface Users {
    /** Refuses an e-mail that is taken. */
    void add(User user, String passwordHash, Stamp stamp);

    Optional<User> find(UserId id);

    /** A user and the hash of his password, for log-in. */
    Optional<Credentials> credentials(Email email);

    Page<User> list(PageRequest request);

    /** What log-in compares. */
    record Credentials(User user, String passwordHash) {}
}
