package io.lotty.access;

import static io.lotty.access.Permission.Reach.ANY;
import static io.lotty.access.Permission.Reach.NONE;
import static io.lotty.access.Permission.Reach.OWN;

import io.lotty.id.UserId;
import io.lotty.refusal.Refusal;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The one table of who may do what: for each action, how far each role reaches. Who holds several roles reaches as far
 * as the furthest of them. Whose word counts for an experiment is narrower than {@link #REVIEW}: approver groups say.
 */
public enum Permission {
    //                                                      admin  experimenter  approver  viewer
    READ("read", ANY, ANY, ANY, ANY),
    SEE_EMAILS("see e-mail addresses", ANY, NONE, NONE, NONE),
    MANAGE_USERS("manage users", ANY, NONE, NONE, NONE),
    MANAGE_APPROVER_GROUPS("manage approver groups", ANY, NONE, NONE, NONE),
    MANAGE_API_KEYS("manage API keys", ANY, NONE, NONE, NONE),
    READ_AUDIT("read the audit log", ANY, NONE, NONE, NONE),
    MANAGE_POLICIES("change policies", ANY, NONE, NONE, NONE),
    ERASE_SUBJECT("erase subjects", ANY, NONE, NONE, NONE),
    MANAGE_DEAD_LETTERS("look after events that could not be stored", ANY, NONE, NONE, NONE),
    MANAGE_CATALOGUE("change event types and metrics", ANY, ANY, NONE, NONE),
    CREATE_FLAG("create flags", ANY, ANY, NONE, NONE),
    CHANGE_OWN_FLAG("change flags", ANY, OWN, NONE, NONE),
    CREATE_EXPERIMENT("create experiments", ANY, ANY, NONE, NONE),
    CHANGE_OWN_EXPERIMENT("act on experiments", ANY, OWN, NONE, NONE),
    REVIEW("review experiments", ANY, NONE, ANY, NONE);

    /** How far a role reaches: to what is anybody's, to what is one's own, or to nothing. */
    public enum Reach {
        NONE,
        OWN,
        ANY
    }

    private final String words;
    private final Reach admin;
    private final Reach experimenter;
    private final Reach approver;
    private final Reach viewer;

    Permission(String words, Reach admin, Reach experimenter, Reach approver, Reach viewer) {
        this.words = words;
        this.admin = admin;
        this.experimenter = experimenter;
        this.approver = approver;
        this.viewer = viewer;
    }

    public Reach reach(Role role) {
        return switch (role) {
            case ADMIN -> admin;
            case EXPERIMENTER -> experimenter;
            case APPROVER -> approver;
            case VIEWER -> viewer;
        };
    }

    /** Whether the actor may do such things at all, if only to his own. */
    public boolean allows(Actor actor) {
        return reach(actor) != NONE;
    }

    /** Whether the actor may do it to what the owner owns. */
    public boolean allows(Actor actor, UserId owner) {
        return switch (reach(actor)) {
            case ANY -> true;
            case OWN -> actor.id().equals(owner);
            case NONE -> false;
        };
    }

    /** Refuses an actor who holds none of the roles. */
    public void require(Actor actor) {
        if (!allows(actor)) {
            throw new Refusal.Forbidden("You may not " + words + ": that takes the role " + needed() + ".");
        }
    }

    /** Refuses an actor who is neither admin nor both of the right role and the owner. */
    public void requireOwner(Actor actor, UserId owner) {
        require(actor);
        if (!allows(actor, owner)) {
            throw new Refusal.Forbidden("You may not " + words + " of somebody else; only the owner or an admin may.");
        }
    }

    private Reach reach(Actor actor) {
        return actor.roles().stream().map(this::reach).max(Reach::compareTo).orElse(NONE);
    }

    /** The roles that reach anything, the least powerful first. */
    private String needed() {
        return Arrays.asList(Role.values()).reversed().stream()
                .filter(role -> reach(role) != NONE)
                .map(Role::text)
                .collect(Collectors.joining(" or "));
    }
}
