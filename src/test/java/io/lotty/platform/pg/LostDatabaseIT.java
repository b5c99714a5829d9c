package io.lotty.platform.pg;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.app.embedded.Durability;
import io.lotty.app.embedded.EmbeddedStores;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers are told when the database goes away under them. */
@WithStores
class LostDatabaseIT {
    private static final Signature SIGNATURE = new Signature("system", "test", "request");

    private static final String SLEEPERS = """
            SELECT pid FROM pg_stat_activity
             WHERE wait_event = 'PgSleep' AND datname = current_database()""";
    private static final String END_SLEEPERS = """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE wait_event = 'PgSleep' AND datname = current_database()""";

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Pg looking;

    LostDatabaseIT(FreshDatabase database) {
        this.database = database;
        looking = pg(database.url());
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void a_stopped_database_is_unavailable(@TempDir Path folder) {
        var stores = EmbeddedStores.start(folder, Path.of("target/embedded"), Durability.FAST);
        var pg = new Pg(PgPools.open(vertx, stores.postgresUrl(), 2, DatabaseRole.LOGIN));
        try {
            assertThat(one(pg)).isEqualTo(1);
        } finally {
            stores.close();
        }

        // the first use finds the pooled connection closed, the second finds nobody to connect to
        assertUnavailable(CompletableFuture.supplyAsync(() -> one(pg)), Throwable.class);
        assertUnavailable(CompletableFuture.supplyAsync(() -> one(pg)), Throwable.class);
    }

    @Test
    void a_session_that_the_server_ends_in_mid_query_is_unavailable_and_the_next_works() {
        var pg = pg(database.url());
        var reading = CompletableFuture.supplyAsync(() -> pg.read(LostDatabaseIT::sleep));
        awaitSleeper();

        endSleepers();

        // the server's farewell or the closed socket, whichever the client makes of it
        assertUnavailable(reading, Throwable.class);
        assertThat(one(pg)).isEqualTo(1);
    }

    @Test
    void a_wire_that_is_cut_in_mid_query_is_unavailable_and_the_next_works() {
        try (var wire = new Wire(vertx, URI.create(database.url()))) {
            var pg = pg(wire.url());
            List<Supplier<Integer>> uses = List.of(
                    () -> pg.read(LostDatabaseIT::sleep),
                    () -> pg.change(SIGNATURE, LostDatabaseIT::sleep),
                    () -> pg.snapshot(LostDatabaseIT::sleep));

            assertThat(uses).allSatisfy(use -> {
                var call = CompletableFuture.supplyAsync(use);
                awaitSleeper();
                wire.cut();
                assertUnavailable(call, ClosedConnectionException.class);
                endSleepers(); // the server has not noticed the cut
            });
            assertThat(one(pg)).isEqualTo(1);
        }
    }

    private void endSleepers() {
        looking.read(tx -> tx.list(END_SLEEPERS, row -> row));
        while (!looking.read(tx -> tx.list(SLEEPERS, row -> row)).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private void awaitSleeper() {
        while (looking.read(tx -> tx.list(SLEEPERS, row -> row)).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static void assertUnavailable(CompletableFuture<?> call, Class<?> cause) {
        assertThat(call)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(Refusal.Unavailable.class)
                .havingCause()
                .isInstanceOf(cause);
    }

    private static int sleep(Tx tx) {
        return tx.run("SELECT pg_sleep(30)");
    }

    private static int one(Pg pg) {
        return pg.read(tx -> tx.one("SELECT 1 AS one", row -> row.getInteger("one")))
                .orElseThrow();
    }

    private Pg pg(String url) {
        return new Pg(PgPools.open(vertx, url, 2, DatabaseRole.LOGIN));
    }
}
