package io.lotty.access;

import io.lotty.id.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Users to test with, each known by a name. */
public final class People {
    public static final Instant NOON = Instant.parse("2027-03-01T12:00:00.123456Z");

    private People() {}

    public static User user(String name, Role... roles) {
        var id = new UserId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
        return new User(id, new Email(name + "@lotty.local"), name, Set.of(roles), true, 1, 1, NOON);
    }

    /** The stamp of a change by that user, at noon. */
    public static Stamp by(User user) {
        return new Stamp(user.actor(), NOON, "request-of-" + user.name());
    }
}
