package io.lotty.flag.pg;

import static io.lotty.access.pg.Signing.sign;

import io.lotty.access.Stamp;
import io.lotty.flag.Flag;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.flag.Flags;
import io.lotty.id.FlagKey;
import io.lotty.id.UserId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.lotty.refusal.Refusal;
import io.vertx.core.json.Json;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

public final class PgFlags implements Flags {
    private static final String COLUMNS = """
            key, type, default_value, description, tags, owner_id, archived_at, revision, created_at, updated_at""";
    private static final String ADD_FLAG = """
            INSERT INTO flag (key, type, default_value, description, tags, owner_id, revision, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7)""";
    private static final String FLAG_BY_KEY = "SELECT " + COLUMNS + " FROM flag WHERE key = $1";
    private static final String FLAGS = "SELECT " + COLUMNS + """
              FROM flag
             WHERE ($1::text IS NULL OR key > $1)
               AND ($2::text IS NULL OR strpos(key, lower($2)) > 0 OR strpos(lower(description), lower($2)) > 0
                    OR lower($2) = ANY (SELECT lower(t) FROM unnest(tags) t))
               AND ($3::text IS NULL OR $3 = ANY (tags))
               AND ($4::uuid IS NULL OR owner_id = $4)
               AND ($5::boolean IS NULL OR (archived_at IS NOT NULL) = $5)
             ORDER BY key
             LIMIT $6""";
    private static final String SAVE_FLAG = """
            UPDATE flag
               SET default_value = $3, description = $4, tags = $5, archived_at = $6, updated_at = $7,
                   revision = revision + 1
             WHERE key = $1 AND revision = $2
            RETURNING\s""" + COLUMNS;
    private static final String OPEN_EXPERIMENT_OF_FLAG = """
            SELECT id, status FROM experiment
             WHERE flag_key = $1 AND status NOT IN ('completed', 'archived', 'rejected')
             ORDER BY id LIMIT 1""";
    private static final String LOCK_FLAG = "SELECT key FROM flag WHERE key = $1 FOR UPDATE";
    private static final String HOLD_FLAG = "SELECT archived_at FROM flag WHERE key = $1 FOR NO KEY UPDATE";
    private static final String REPLACE_DEFAULT = """
            UPDATE flag SET default_value = $2, updated_at = $3, revision = revision + 1 WHERE key = $1""";
    private static final String UNARCHIVED_FLAGS = "SELECT " + COLUMNS + " FROM flag WHERE archived_at IS NULL";

    private final Pg pg;

    public PgFlags(Pg pg) {
        this.pg = pg;
    }

    @Override
    public void add(Flag flag, Stamp stamp) {
        Map<String, Supplier<Refusal>> constraints = Map.of(
                "flag_pkey", () -> new Refusal.Conflict("flag_exists", "There is a flag " + flag.key() + " already."));
        pg.change(
                sign(stamp, "flag.create"),
                constraints,
                tx -> tx.run(
                        ADD_FLAG,
                        flag.key().value(),
                        flag.type().text(),
                        Json.decodeValue(flag.defaultValue().json()),
                        flag.description(),
                        flag.tags().toArray(String[]::new),
                        flag.owner().value(),
                        flag.createdAt().atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Optional<Flag> find(FlagKey key) {
        return pg.read(tx -> tx.one(FLAG_BY_KEY, PgFlags::flag, key.value()));
    }

    @Override
    public Page<Flag> list(Filter filter, PageRequest request) {
        var rows = pg.read(tx -> tx.list(
                FLAGS,
                PgFlags::flag,
                request.after().orElse(null),
                request.text().orElse(null),
                filter.tag().orElse(null),
                filter.owner().map(UserId::value).orElse(null),
                filter.archived().orElse(null),
                request.limit() + 1));
        return Page.cut(rows, request.limit(), flag -> flag.key().value());
    }

    @Override
    public Flag save(Flag flag, String action, Stamp stamp) {
        return pg.change(sign(stamp, action), tx -> save(tx, flag));
    }

    @Override
    public Flag archive(Flag flag, Stamp stamp) {
        return pg.change(sign(stamp, "flag.archive"), tx -> {
            tx.run(LOCK_FLAG, flag.key().value());
            tx.one(
                            OPEN_EXPERIMENT_OF_FLAG,
                            row -> row.getString("status") + " " + row.getUUID("id"),
                            flag.key().value())
                    .ifPresent(experiment -> {
                        throw new Refusal.Conflict(
                                "flag_in_use",
                                "Flag " + flag.key() + " cannot be archived: an experiment is not over (" + experiment
                                        + ").");
                    });
            return save(tx, flag);
        });
    }

    /** The flags that edges decide, read in the transaction that compiles their configuration. */
    public static List<Flag> unarchived(Tx tx) {
        return tx.list(UNARCHIVED_FLAGS, PgFlags::flag);
    }

    /** Keeps a flag from being archived or changed until the transaction ends; refuses one that is archived. */
    public static void holdOpen(Tx tx, FlagKey key) {
        boolean archived = tx.one(HOLD_FLAG, row -> row.getOffsetDateTime("archived_at") != null, key.value())
                .orElseThrow(() -> new Refusal.NotFound("flag", key));
        if (archived) {
            throw new Refusal.Conflict("flag_archived", "Flag " + key + " is archived; no experiment can use it.");
        }
    }

    /** Replaces the default as part of a larger change, by a value that fits the flag's type. */
    public static void replaceDefault(Tx tx, FlagKey key, FlagValue value, Instant at) {
        tx.run(REPLACE_DEFAULT, key.value(), Json.decodeValue(value.json()), at.atOffset(ZoneOffset.UTC));
    }

    private static Flag save(Tx tx, Flag flag) {
        return tx.one(
                        SAVE_FLAG,
                        PgFlags::flag,
                        flag.key().value(),
                        flag.revision(),
                        Json.decodeValue(flag.defaultValue().json()),
                        flag.description(),
                        flag.tags().toArray(String[]::new),
                        flag.archivedAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
                        flag.updatedAt().atOffset(ZoneOffset.UTC))
                .orElseThrow(() ->
                        new Refusal.Stale("Flag " + flag.key() + " was changed by somebody else. Read it again."));
    }

    private static Flag flag(Row row) {
        var type = FlagType.of(row.getString("type"));
        return new Flag(
                new FlagKey(row.getString("key")),
                new FlagValue(type, Json.encode(row.getValue("default_value"))),
                row.getString("description"),
                List.of(row.getArrayOfStrings("tags")),
                new UserId(row.getUUID("owner_id")),
                Optional.ofNullable(row.getOffsetDateTime("archived_at")).map(OffsetDateTime::toInstant),
                row.getInteger("revision"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
