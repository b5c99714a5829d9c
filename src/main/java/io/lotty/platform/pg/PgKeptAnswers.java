package io.lotty.platform.pg;

import io.lotty.platform.http.Answer;
import io.lotty.platform.http.KeptAnswer;
import io.lotty.platform.http.KeptAnswers;
import io.lotty.platform.http.KeyedRequest;
import io.lotty.refusal.Refusal;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers in Postgres, in the transaction of their change. The primary key makes the second of two senders wait. */
public final class PgKeptAnswers implements KeptAnswers {
    private static final String CLAIM_KEY = """
            INSERT INTO idempotency_key AS known (actor, key, fingerprint, claimed_at)
            VALUES ($1, $2, $3, now())
            ON CONFLICT ON CONSTRAINT a_key_is_used_once DO UPDATE
               SET fingerprint = excluded.fingerprint, claimed_at = excluded.claimed_at,
                   status = NULL, content_type = NULL, headers = NULL, body = NULL
             WHERE known.claimed_at < now() - interval '24 hours'""";
    private static final String KEPT_ANSWER = """
            SELECT fingerprint, status, content_type, headers, body
              FROM idempotency_key WHERE actor = $1 AND key = $2""";
    private static final String KEEP_ANSWER = """
            UPDATE idempotency_key
               SET status = $3, content_type = $4, headers = $5, body = $6
             WHERE actor = $1 AND key = $2""";
    private static final String FORGET_EXPIRED = """
            DELETE FROM idempotency_key
             WHERE (actor, key) IN (SELECT actor, key
                                      FROM idempotency_key
                                     WHERE claimed_at < now() - interval '24 hours'
                                     ORDER BY claimed_at
                                     LIMIT 100
                                       FOR UPDATE SKIP LOCKED)""";

    private final Pg pg;
    private final String secret;

    /**
     * @param pg the one through which the work makes its changes
     * @param secret without which the kept fingerprints say nothing; the same in every process
     */
    public PgKeptAnswers(Pg pg, String secret) {
        this.pg = pg;
        this.secret = secret;
    }

    /** Removes answers that are older than a day; some at a time, those in use another time. */
    public static void forgetExpired(Pg pg) {
        pg.unaudited(tx -> tx.run(FORGET_EXPIRED));
    }

    @Override
    public Answer once(KeyedRequest keyed, Supplier<Answer> work) {
        var request = keyed.sealed(secret);
        return pg.together(tx -> {
            if (tx.run(CLAIM_KEY, request.actor(), request.key(), request.fingerprint()) == 0) {
                return kept(tx, request).again(request);
            }
            var answer = work.get();
            KeptAnswer.of(request, answer).answer().ifPresent(open -> keep(tx, request, open));
            tx.run(FORGET_EXPIRED);
            return answer;
        });
    }

    private static KeptAnswer kept(Tx tx, KeyedRequest request) {
        return tx.one(KEPT_ANSWER, PgKeptAnswers::kept, request.actor(), request.key())
                .orElseThrow(() -> new Refusal.Unavailable("This Idempotency-Key has just expired. Try again.", 1));
    }

    private static void keep(Tx tx, KeyedRequest request, Answer answer) {
        var headers = new JsonObject();
        answer.headers().forEach(headers::put);
        tx.run(
                KEEP_ANSWER,
                request.actor(),
                request.key(),
                (short) answer.status(),
                answer.contentType(),
                headers,
                answer.body());
    }

    private static KeptAnswer kept(Row row) {
        return new KeptAnswer(
                row.getBuffer("fingerprint"),
                Optional.ofNullable(row.getShort("status")).map(status -> answer(row, status)));
    }

    private static Answer answer(Row row, int status) {
        var headers = new LinkedHashMap<String, String>();
        row.getJsonObject("headers").forEach(header -> headers.put(header.getKey(), (String) header.getValue()));
        return new Answer(status, row.getString("content_type"), row.getBuffer("body"), headers);
    }
}
