package io.lotty.access.pg;

import io.lotty.access.RefreshTokens;
import io.lotty.id.UserId;
import io.lotty.platform.pg.Pg;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

public final class PgRefreshTokens implements RefreshTokens {
    private static final String FORGET_EXPIRED =
            "DELETE FROM refresh_token WHERE expires_at < now() - interval '1 day'";
    private static final String ADD_TOKEN = """
            INSERT INTO refresh_token (token_hash, family, user_id, expires_at)
            VALUES ($1, $2, $3, $4)""";
    private static final String SPEND_TOKEN = """
            UPDATE refresh_token t
               SET used_at = $2
              FROM app_user u
             WHERE t.token_hash = $1 AND t.used_at IS NULL AND t.expires_at > $2 AND u.id = t.user_id
            RETURNING t.family, u.id, u.email, u.name, u.roles, u.active, u.revision, u.created_at""";
    private static final String END_FAMILY = """
            DELETE FROM refresh_token
             WHERE family = (SELECT family FROM refresh_token WHERE token_hash = $1)""";

    private final Pg pg;

    public PgRefreshTokens(Pg pg) {
        this.pg = pg;
    }

    @Override
    public void add(byte[] tokenHash, UUID family, UserId user, Instant expiresAt) {
        pg.read(tx -> tx.run(FORGET_EXPIRED)
                + tx.run(
                        ADD_TOKEN, Buffer.buffer(tokenHash), family, user.value(), expiresAt.atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Optional<Spent> spend(byte[] tokenHash, Instant now) {
        var spent = pg.read(tx -> tx.one(
                SPEND_TOKEN,
                row -> new Spent(row.getUUID("family"), PgUsers.user(row)),
                Buffer.buffer(tokenHash),
                now.atOffset(ZoneOffset.UTC)));
        if (spent.isEmpty()) {
            endFamily(tokenHash);
        }
        return spent;
    }

    @Override
    public void endFamily(byte[] tokenHash) {
        pg.read(tx -> tx.run(END_FAMILY, Buffer.buffer(tokenHash)));
    }
}
