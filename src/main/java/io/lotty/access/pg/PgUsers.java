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
import io.lotty.refusal.Refusal;
import io.vertx.sqlclient.Row;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

public final class PgUsers implements Users {
    private static final String ADD_USER = """
            INSERT INTO app_user (id, email, name, password_hash, roles, active, revision, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, 1, $7)""";
    private static final String USER_BY_ID = """
            SELECT id, email, name, roles, active, revision, created_at
              FROM app_user WHERE id = $1""";
    private static final String USER_BY_EMAIL = """
            SELECT id, email, name, roles, active, revision, created_at, password_hash
              FROM app_user WHERE email = $1""";
    private static final String USERS = """
            SELECT id, email, name, roles, active, revision, created_at
              FROM app_user
             WHERE ($1::uuid IS NULL OR id > $1)
               AND ($2::text IS NULL OR strpos(lower(name), lower($2)) > 0)
             ORDER BY id
             LIMIT $3""";

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
                        user.roles().stream().sorted().map(Role::text).toArray(String[]::new),
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
    public Page<User> list(PageRequest request) {
        var rows = pg.read(tx -> tx.list(
                USERS,
                PgUsers::user,
                request.after(UUID::fromString).orElse(null),
                request.text().orElse(null),
                request.limit() + 1));
        return Page.cut(rows, request.limit(), user -> user.id().toString());
    }

    static User user(Row row) {
        return new User(
                new UserId(row.getUUID("id")),
                new Email(row.getString("email")),
                row.getString("name"),
                Arrays.stream(row.getArrayOfStrings("roles")).map(Role::of).collect(Collectors.toSet()),
                row.getBoolean("active"),
                row.getInteger("revision"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
