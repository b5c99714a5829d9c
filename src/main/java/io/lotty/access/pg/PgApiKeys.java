package io.lotty.access.pg;

import static io.lotty.access.pg.Signing.sign;

import io.lotty.access.ApiKey;
import io.lotty.access.ApiKeys;
import io.lotty.access.KeyRing;
import io.lotty.access.Stamp;
import io.lotty.id.ApiKeyId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.lotty.refusal.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

public final class PgApiKeys implements ApiKeys {
    private static final String ADD_KEY = """
            INSERT INTO api_key (id, name, scope, secret_hash, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)""";
    private static final String KEYS = """
            SELECT id, name, scope, created_at, revoked_at
              FROM api_key
             WHERE ($1::uuid IS NULL OR id > $1)
               AND ($2::text IS NULL OR strpos(lower(name), lower($2)) > 0)
             ORDER BY id
             LIMIT $3""";
    private static final String REVOKE_KEY = """
            UPDATE api_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL""";
    private static final String KEY_BY_ID = "SELECT id, name, scope, created_at, revoked_at FROM api_key WHERE id = $1";
    private static final String SCOPE_BY_SECRET = """
            SELECT scope FROM api_key WHERE secret_hash = $1 AND revoked_at IS NULL""";
    private static final String VALID_KEYS = "SELECT secret_hash, scope FROM api_key WHERE revoked_at IS NULL";

    private final Pg pg;

    public PgApiKeys(Pg pg) {
        this.pg = pg;
    }

    @Override
    public void add(ApiKey key, byte[] secretHash, Stamp stamp) {
        pg.change(
                sign(stamp, "api_key.create"),
                tx -> tx.run(
                        ADD_KEY,
                        key.id().value(),
                        key.name(),
                        key.scope().text(),
                        Buffer.buffer(secretHash),
                        stamp.actor().id().toString(),
                        key.createdAt().atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Optional<ApiKey> find(ApiKeyId id) {
        return pg.read(tx -> tx.one(KEY_BY_ID, PgApiKeys::key, id.value()));
    }

    @Override
    public Optional<ApiKey.Scope> scopeOf(byte[] secretHash) {
        return pg.read(tx ->
                tx.one(SCOPE_BY_SECRET, row -> ApiKey.Scope.of(row.getString("scope")), Buffer.buffer(secretHash)));
    }

    @Override
    public Page<ApiKey> list(PageRequest request) {
        var rows = pg.read(tx -> tx.list(
                KEYS,
                PgApiKeys::key,
                request.after(UUID::fromString).orElse(null),
                request.text().orElse(null),
                request.limit() + 1));
        return Page.cut(rows, request.limit(), key -> key.id().toString());
    }

    @Override
    public void revoke(ApiKeyId id, Stamp stamp) {
        boolean known = pg.change(
                sign(stamp, "api_key.revoke"),
                tx -> tx.run(REVOKE_KEY, id.value(), stamp.at().atOffset(ZoneOffset.UTC)) > 0
                        || tx.one(KEY_BY_ID, PgApiKeys::key, id.value()).isPresent());
        if (!known) {
            throw new Refusal.NotFound("API key", id);
        }
    }

    /** What the edges need, read in the transaction that compiles their configuration. */
    public static KeyRing keyRing(Tx tx) {
        var scopes = new HashMap<ByteBuffer, ApiKey.Scope>();
        for (var valid : tx.list(VALID_KEYS, PgApiKeys::valid)) {
            scopes.put(valid.getKey(), valid.getValue());
        }
        return new KeyRing(scopes);
    }

    private static Map.Entry<ByteBuffer, ApiKey.Scope> valid(Row row) {
        return Map.entry(
                ByteBuffer.wrap(row.getBuffer("secret_hash").getBytes()), ApiKey.Scope.of(row.getString("scope")));
    }

    private static ApiKey key(Row row) {
        return new ApiKey(
                new ApiKeyId(row.getUUID("id")),
                row.getString("name"),
                ApiKey.Scope.of(row.getString("scope")),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("revoked_at")).map(OffsetDateTime::toInstant));
    }
}
