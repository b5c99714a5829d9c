package io.lotty.access.pg;

import static io.lotty.access.pg.Signing.sign;

import io.lotty.access.Email;
import io.lotty.access.Role;
import io.lotty.access.Stamp;
import io.lotty.access.User;
import io.lotty.access.Users;
import io.lotty.id.UserId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.lotty.refusal.Refusal;
import io.vertx.sqlclient.Row;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

public final class PgUsers implements Users {
    private static final String COLUMNS = "id, email, name, roles, active, revision, session_epoch, created_at";
    private static final String ADD_USER = """
            INSERT INTO app_user (id, email, name, password_hash, roles, active, revision, session_epoch, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, 1, 1, $7)""";
    private static final String USER_BY_ID = "SELECT " + COLUMNS + " FROM app_user WHERE id = $1";
    private static final String USERS_BY_ID = "SELECT " + COLUMNS + " FROM app_user WHERE id = ANY ($1)";
    private static final String USER_BY_EMAIL = "SELECT " + COLUMNS + ", password_hash FROM app_user WHERE email = $1";
    private static final String USERS = "SELECT " + COLUMNS + """
              FROM app_user
             WHERE ($1::uuid IS NULL OR id > $1)
               AND ($2::text IS NULL OR strpos(lower(name), lower($2)) > 0)
               AND ($3::text IS NULL OR $3 = ANY (roles))
               AND ($4::boolean IS NULL OR active = $4)
             ORDER BY id
             LIMIT $5""";
    private static final String SAVE_USER = """
            UPDATE app_user
               SET name = $3, roles = $4, active = $5, revision = revision + 1,
                   session_epoch = session_epoch + CASE WHEN active AND NOT $5 THEN 1 ELSE 0 END
             WHERE id = $1 AND revision = $2
            RETURNING\s""" + COLUMNS;
    private static final String REPLACE_PASSWORD = """
            UPDATE app_user SET password_hash = $2, session_epoch = session_epoch + 1
             WHERE id = $1 AND ($3::text IS NULL OR password_hash = $3)
            RETURNING\s""" + COLUMNS;
    private static final String END_SESSIONS = "DELETE FROM refresh_token WHERE user_id = $1";
    private static final String REVIEWERS = "SELECT " + COLUMNS + """
              FROM app_user
             WHERE id = ANY ($1) OR (active AND roles && ARRAY['approver', 'admin'])
             ORDER BY id = ANY ($1) DESC, id
             LIMIT $2""";

    private final Pg pg;

    public PgUsers(Pg pg) {
        this.pg = pg;
    }

    @Override
    public void add(User user, String passwordHash, Stamp stamp) {
        Map<String, Supplier<Refusal>> constraints = Map.of(
                "email_is_unique",
                () -> new Refusal.Conflict("email_taken", "A user with this e-mail exists already."));
        pg.change(
                sign(stamp, "user.create"),
                constraints,
                tx -> tx.run(
                        ADD_USER,
                        user.id().value(),
                        user.email().value(),
                        user.name(),
                        passwordHash,
                        roles(user),
                        user.active(),
                        user.createdAt().atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Optional<User> find(UserId id) {
        return pg.read(tx -> tx.one(USER_BY_ID, PgUsers::user, id.value()));
    }

    @Override
    public Optional<Credentials> credentials(Email email) {
        return pg.read(tx -> tx.one(
                USER_BY_EMAIL, row -> new Credentials(user(row), row.getString("password_hash")), email.value()));
    }

    @Override
    public List<User> among(Collection<UserId> ids) {
        return pg.read(tx -> among(tx, ids));
    }

    @Override
    public Page<User> list(Filter filter, PageRequest request) {
        var rows = pg.read(tx -> tx.list(
                USERS,
                PgUsers::user,
                request.after(UUID::fromString).orElse(null),
                request.text().orElse(null),
                filter.role().map(Role::text).orElse(null),
                filter.active().orElse(null),
                request.limit() + 1));
        return Page.cut(rows, request.limit(), user -> user.id().toString());
    }

    @Override
    public User save(User user, Stamp stamp) {
        Map<String, Supplier<Refusal>> constraints = Map.of(
                "an_active_admin_remains",
                () -> new Refusal.Conflict(
                        "last_admin", "Nobody could manage users any more: this is the last active admin."));
        return pg.change(sign(stamp, "user.update"), constraints, tx -> {
            var saved = tx.one(
                            SAVE_USER,
                            PgUsers::user,
                            user.id().value(),
                            user.revision(),
                            user.name(),
                            roles(user),
                            user.active())
                    .orElseThrow(() ->
                            new Refusal.Stale("User " + user.id() + " was changed by somebody else. Read it again."));
            if (!saved.active()) {
                tx.run(END_SESSIONS, user.id().value());
            }
            return saved;
        });
    }

    @Override
    public Optional<User> replacePassword(NewPassword password, Stamp stamp) {
        var id = password.user().value();
        return pg.change(sign(stamp, password.action()), tx -> {
            var replaced = tx.one(
                    REPLACE_PASSWORD,
                    PgUsers::user,
                    id,
                    password.hash(),
                    password.instead().orElse(null));
            replaced.ifPresent(user -> tx.run(END_SESSIONS, id));
            return replaced;
        });
    }

    /** Read in a transaction of the caller's. */
    public static List<User> among(Tx tx, Collection<UserId> ids) {
        return tx.list(USERS_BY_ID, PgUsers::user, (Object) uuids(ids));
    }

    /** The users asked for, and besides some of those who may review, at most so many in all; the former first. */
    public static List<User> reviewers(Tx tx, Collection<UserId> asked, int limit) {
        return tx.list(REVIEWERS, PgUsers::user, uuids(asked), limit);
    }

    private static UUID[] uuids(Collection<UserId> ids) {
        return ids.stream().map(UserId::value).toArray(UUID[]::new);
    }

    private static String[] roles(User user) {
        return user.roles().stream().sorted().map(Role::text).toArray(String[]::new);
    }

    static User user(Row row) {
        return new User(
                new UserId(row.getUUID("id")),
                new Email(row.getString("email")),
                row.getString("name"),
                Arrays.stream(row.getArrayOfStrings("roles")).map(Role::of).collect(Collectors.toSet()),
                row.getBoolean("active"),
                row.getInteger("revision"),
                row.getInteger("session_epoch"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
