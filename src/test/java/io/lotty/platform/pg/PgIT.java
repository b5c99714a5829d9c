package io.lotty.platform.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithStores
class PgIT {
    private static final Signature SIGNATURE = new Signature("erin", "note.write", "request-1");
    private static final String WRITE = "INSERT INTO note VALUES ($1)";
    private static final String COUNT = "SELECT count(text) AS n FROM note";

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    // one connection: what one use leaves behind, the next would see
    private final Pg pg;

    PgIT(FreshDatabase database) {
        this.database = database;
        pg = pg(1);
    }

    @BeforeEach
    void make_a_table() throws SQLException {
        database.execute("CREATE TABLE note (text text CONSTRAINT note_is_unique UNIQUE)");
        database.execute("CREATE TRIGGER note_is_audited AFTER INSERT OR UPDATE ON note FOR EACH ROW "
                + "EXECUTE FUNCTION write_audit('note', 'text')");
        database.execute("GRANT SELECT, INSERT, UPDATE ON note TO lotty_application");
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void a_change_is_kept_and_its_result_returned() {
        assertThat(write("one")).isEqualTo(1);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_broken_constraint_is_the_refusal_under_its_name() {
        Map<String, Supplier<Refusal>> constraints =
                Map.of("note_is_unique", () -> new Refusal.Conflict("note_exists", "There is one."));
        write("one");

        assertThatThrownBy(() -> pg.change(SIGNATURE, constraints, tx -> tx.run(WRITE, "one")))
                .isInstanceOf(Refusal.Conflict.class);
        assertThatThrownBy(() -> write("one")).isInstanceOf(PgException.class);
    }

    @Test
    void a_failed_change_leaves_nothing_and_returns_its_connection_clean() {
        assertThatThrownBy(() -> pg.change(SIGNATURE, tx -> {
                    tx.run(WRITE, "one");
                    throw new IllegalStateException("on the way");
                }))
                .hasMessage("on the way");
        assertThatThrownBy(() -> pg.change(SIGNATURE, tx -> tx.run("SELECT 1 / 0")))
                .isInstanceOf(PgException.class);

        assertThat(count()).isZero();
        assertThat(signer()).isEmpty();
        assertThat(write("two")).isEqualTo(1);
    }

    @Test
    void a_signature_ends_with_its_transaction() {
        write("one");

        assertThatThrownBy(() -> pg.unaudited(tx -> tx.run(WRITE, "two")))
                .isInstanceOf(PgException.class)
                .hasMessageContaining("must be signed");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_snapshot_sees_one_moment() {
        var writer = pg(1);

        long seen = pg.snapshot(tx -> {
            long before = count(tx);
            writer.change(SIGNATURE, other -> other.run(WRITE, "meanwhile"));
            return count(tx) - before;
        });

        assertThat(seen).isZero();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_snapshot_writes_nothing_and_returns_its_connection_clean() {
        assertThatThrownBy(() -> pg.snapshot(tx -> tx.run(WRITE, "one"))).isInstanceOf(PgException.class);

        assertThat(write("two")).isEqualTo(1);
    }

    @Test
    void a_nul_is_the_callers_mistake_in_text_and_in_json() {
        assertThatThrownBy(() -> write("a\0b")).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> pg.read(tx -> tx.list("SELECT '\"\\u0000\"'::json::jsonb", row -> row)))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void one_of_two_that_wait_for_each_other_is_asked_to_come_again() throws Exception {
        var both = pg(2);
        both.change(SIGNATURE, tx -> tx.run(WRITE, "a") + tx.run(WRITE, "b"));
        var holding = new CyclicBarrier(2);

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = callers.invokeAll(List.<Callable<Integer>>of(
                    () -> touch(both, holding, "a", "b"), () -> touch(both, holding, "b", "a")));

            assertThat(calls)
                    .filteredOn(call -> call.state() == Future.State.FAILED)
                    .singleElement()
                    .extracting(Future::exceptionNow)
                    .isInstanceOf(Refusal.Unavailable.class);
        }
    }

    private static int touch(Pg pg, CyclicBarrier holding, String first, String second) {
        return pg.change(SIGNATURE, tx -> {
            tx.run("UPDATE note SET text = text WHERE text = $1", first);
            try {
                holding.await();
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
            return tx.run("UPDATE note SET text = text WHERE text = $1", second);
        });
    }

    private int write(String text) {
        return pg.change(SIGNATURE, tx -> tx.run(WRITE, text));
    }

    private String signer() {
        return pg.read(tx -> tx.one(
                        "SELECT coalesce(current_setting('lotty.actor', true), '') AS actor",
                        row -> row.getString("actor")))
                .orElseThrow();
    }

    private long count() {
        return pg.read(PgIT::count);
    }

    private static long count(Tx tx) {
        return tx.one(COUNT, row -> row.getLong("n")).orElseThrow();
    }

    private Pg pg(int connections) {
        return new Pg(PgPools.open(vertx, database.url(), connections));
    }
}
