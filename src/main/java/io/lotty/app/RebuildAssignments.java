package io.lotty.app;

import io.lotty.app.embedded.EmbeddedStores;
import io.lotty.app.setting.Settings;
import io.lotty.decision.Plan;
import io.lotty.decision.PlanCompiler;
import io.lotty.decision.Restoring;
import io.lotty.decision.pg.PgAssignments;
import io.lotty.decision.pg.PgPolicies;
import io.lotty.decision.redis.RedisRecords;
import io.lotty.experiment.pg.PgExperiments;
import io.lotty.flag.pg.PgFlags;
import io.lotty.platform.pg.DatabaseRole;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.platform.redis.RedisLink;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The command that fills Redis again when it has lost its memory; see {@link Restoring}. */
final class RebuildAssignments {
    private static final String REVISION = "SELECT revision FROM configuration_revision";
    private static final int CONNECTIONS = 2;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final int CONNECT_PAUSE_MILLIS = 50;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

    private final Settings settings;
    private Instant started = Instant.now();
    private Instant nextLine = started;

    RebuildAssignments(Settings settings) {
        this.settings = settings;
    }

    /** Does it, and tells how far it is; a {@link StartFailure} says what was in the way. */
    void run() {
        var embedded = settings.stores().areEmbedded()
                ? Optional.of(EmbeddedStores.start(settings.stores().dataDir()))
                : Optional.<EmbeddedStores>empty();
        var vertx = Vertx.vertx();
        try {
            run(vertx, StoreUrls.of(settings.stores(), embedded));
        } finally {
            vertx.close().await();
            embedded.ifPresent(EmbeddedStores::close);
        }
    }

    private void run(Vertx vertx, StoreUrls stores) {
        if (stores.postgres().isEmpty()) {
            throw new StartFailure(
                    "To rebuild assignments takes the Postgres that has the copy: set LOTTY_POSTGRES_URL.");
        }
        var redis = RedisLink.open(vertx, stores.redis(), "rebuild").await();
        try {
            run(vertx, stores, redis);
        } finally {
            redis.close().await();
        }
    }

    private void run(Vertx vertx, StoreUrls stores, RedisLink redis) {
        var patience = Instant.now().plus(CONNECT_LIMIT);
        while (!redis.isUp()) {
            if (Instant.now().isAfter(patience)) {
                throw new StartFailure("Redis does not answer. Start it, or correct LOTTY_REDIS_URL.");
            }
            vertx.timer(CONNECT_PAUSE_MILLIS, TimeUnit.MILLISECONDS).await();
        }
        // as the login itself: it reads, and whatever the login is may do that
        var pg = new Pg(PgPools.open(vertx, stores.postgres(), CONNECTIONS, DatabaseRole.LOGIN));
        try {
            var restoring = new Restoring(
                    new PgAssignments(pg),
                    new RedisRecords(redis),
                    new PgExperiments(pg)::find,
                    () -> plan(pg),
                    Instant.now());
            started = Instant.now();
            nextLine = started.plus(BETWEEN_LINES);
            summarise(restoring.run(this::tell));
        } catch (Refusal.Unavailable away) {
            throw new StartFailure(
                    away.sentence() + " (" + away.getCause() + ") What is done stays done: run this again.", away);
        } catch (PgException refused) {
            throw new StartFailure(
                    "Postgres cannot be used (" + refused.getErrorMessage()
                            + "). Does this Lotty's schema stand there?",
                    refused);
        }
    }

    private static Plan plan(Pg pg) {
        return pg.snapshot(tx -> PlanCompiler.compile(
                PgFlags.unarchived(tx),
                PgExperiments.atEdges(tx),
                PgPolicies.participation(tx),
                tx.one(REVISION, row -> row.getLong("revision")).orElseThrow()));
    }

    private void tell(Restoring.Progress progress) {
        var now = Instant.now();
        if (!now.isBefore(nextLine)) {
            nextLine = now.plus(BETWEEN_LINES);
            Banner.say("%,d subjects done, %,.0f a second".formatted(progress.subjects(), rate(progress, now)));
        }
    }

    private void summarise(Restoring.Progress progress) {
        var now = Instant.now();
        var restored = progress.restored();
        Banner.say(("Redis has what Postgres knows: %,d subjects from %,d rows in %.1f s (%,.0f subjects a second); "
                        + "%,d assignments were missing and are there now.")
                .formatted(progress.subjects(), progress.rows(), seconds(now), rate(progress, now), restored.added()));
        if (progress.unknown() > 0) {
            Banner.say("%,d rows name an experiment or a variant that this database does not have, and were left out."
                    .formatted(progress.unknown()));
        }
        if (restored.leftOut() > 0) {
            Banner.say("%,d assignments were left out: their subjects were taken in elsewhere meanwhile."
                    .formatted(restored.leftOut()));
        }
        if (restored.unreadable() > 0) {
            Banner.say(
                    "%,d records in Redis cannot be read and were left as they are.".formatted(restored.unreadable()));
        }
    }

    private double rate(Restoring.Progress progress, Instant now) {
        return progress.subjects() / seconds(now);
    }

    private double seconds(Instant now) {
        return Math.max(1, Duration.between(started, now).toMillis()) / 1_000.0;
    }
}
