package io.lotty.access.pg;

import io.lotty.access.RefreshTokens;
import io.lotty.access.User;
import io.lotty.id.UserId;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

public final class PgRefreshTokens implements RefreshTokens {
    private static final String FORGET_EXPIRED = """
            DELETE FROM refresh_token
             WHERE token_hash IN (SELECT token_hash FROM refresh_token WHERE expires_at < now() - interval '1 day'
                                   ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED)""";
    // the lock makes the end of all sessions wait until the new token is there to be ended, too
    private static final String HOLD_USER = """
            SELECT id FROM app_user WHERE id = $1 AND active AND session_epoch = $2 FOR SHARE""";
    private static final String HOLD_USER_OF_TOKEN = """
            SELECT u.id FROM app_user u JOIN refresh_token t ON t.user_id = u.id WHERE t.token_hash = $1 FOR SHARE OF u""";
    private static final String ADD_TOKEN = """
            INSERT INTO refresh_token (token_hash, family, user_id, expires_at)
            VALUES ($1, $2, $3, $4)""";
    private static final String SPEND_TOKEN = """
            UPDATE refresh_token t
               SET used_at = $2
              FROM app_user u
             WHERE t.token_hash = $1 AND t.used_at IS NULL AND t.expires_at > $2 AND u.id = t.user_id AND u.active
            RETURNING t.family, u.id, u.email, u.name, u.roles, u.active, u.revision, u.session_epoch, u.created_at""";
    private static final String END_FAMILY = """
            DELETE FROM refresh_token
             WHERE family = (SELECT family FROM refresh_token WHERE token_hash = $1)""";

    private final Pg pg;

    public PgRefreshTokens(Pg pg) {
        this.pg = pg;
    }

    @Override
    public boolean add(Next first, UUID family, User user) {
        pg.unaudited(tx -> tx.run(FORGET_EXPIRED));
        return pg.unaudited(tx -> {
            boolean isIn = tx.one(HOLD_USER, row -> row.getUUID("id"), user.id().value(), user.epoch())
                    .isPresent();
            return isIn && add(tx, first, family, user.id()) > 0;
        });
    }

    @Override
    public Optional<User> rotate(byte[] tokenHash, Next next, Instant now) {
        pg.unaudited(tx -> tx.run(FORGET_EXPIRED));
        return pg.unaudited(tx -> {
            tx.one(HOLD_USER_OF_TOKEN, row -> row.getUUID("id"), Buffer.buffer(tokenHash));
            var spent = tx.one(
                    SPEND_TOKEN,
                    row -> new Spent(row.getUUID("family"), PgUsers.user(row)),
                    Buffer.buffer(tokenHash),
                    now.atOffset(ZoneOffset.UTC));
            spent.ifPresentOrElse(
                    known -> add(tx, next, known.family(), known.user().id()),
                    () -> tx.run(END_FAMILY, Buffer.buffer(tokenHash)));
            return spent.map(Spent::user);
        });
    }

    @Override
    public void endFamily(byte[] tokenHash) {
        pg.unaudited(tx -> tx.run(END_FAMILY, Buffer.buffer(tokenHash)));
    }

    private static int add(Tx tx, Next next, UUID family, UserId user) {
        return tx.run(
                ADD_TOKEN,
                Buffer.buffer(next.tokenHash()),
                family,
                user.value(),
                next.expiresAt().atOffset(ZoneOffset.UTC));
    }

    private record Spent(UUID family, User user) {}
}
