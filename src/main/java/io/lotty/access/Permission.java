package io.lotty.access;

import io.lotty.id.UserId;
import io.lotty.refusal.Refusal;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be done, and the roles that may do it. An admin may do everything. */
public enum Permission {
    MANAGE_USERS("manage users"),
    MANAGE_API_KEYS("manage API keys"),
    READ_AUDIT("read the audit log"),
    MANAGE_CATALOGUE("change event types and metrics", Role.EXPERIMENTER),
    CREATE_FLAG("create flags", Role.EXPERIMENTER),
    CHANGE_OWN_FLAG("change flags", Role.EXPERIMENTER),
    CREATE_EXPERIMENT("create experiments", Role.EXPERIMENTER),
    CHANGE_OWN_EXPERIMENT("act on experiments", Role.EXPERIMENTER),
    /** What an admin may do, too, unless an approver group says otherwise. */
    REVIEW("review experiments", Role.APPROVER);

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of, which is immutable
    private final Set<Role> roles;

    Permission(String words, Role... roles) {
        this.words = words;
        this.roles = Set.of(roles);
    }

    /** Refuses an actor who holds none of the roles. */
    public void require(Actor actor) {
        if (!actor.is(Role.ADMIN) && roles.stream().noneMatch(actor::is)) {
            throw new Refusal.Forbidden("You may not " + words + ": that takes the role " + needed() + ".");
        }
    }

    /** Refuses an actor who is neither admin nor both of the right role and the owner. */
    public void requireOwner(Actor actor, UserId owner) {
        require(actor);
        if (!actor.is(Role.ADMIN) && !actor.id().equals(owner)) {
            throw new Refusal.Forbidden("You may not " + words + " of somebody else; only the owner or an admin may.");
        }
    }

    private String needed() {
        return Stream.concat(roles.stream(), Stream.of(Role.ADMIN))
                .map(Role::text)
                .collect(Collectors.joining(" or "));
    }
}
