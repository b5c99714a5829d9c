package io.lotty.platform.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.KeyedRequest;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change and the answer to it are one: what happens when the process dies, or a part fails, in between. */
@WithStores
@Covers("API-1")
class PgKeptAnswersIT {
    private static final Signature SIGNATURE = new Signature("erin", "note.write", "request-1");
    private static final Answer DONE = Answer.ok(new JsonObject().put("done", true));
    private static final String WRITE = "INSERT INTO note VALUES ($1)";
    private static final Map<String, Supplier<Refusal>> NO_CONSTRAINTS = Map.of();

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Pg pg;
    private final PgKeptAnswers kept;
    private final AtomicInteger times = new AtomicInteger();

    PgKeptAnswersIT(FreshDatabase database) {
        this.database = database;
        pg = new Pg(PgPools.open(vertx, database.url(), 2));
        kept = new PgKeptAnswers(pg, "a secret");
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
    void a_change_whose_process_dies_before_the_commit_is_not_kept_and_the_repeat_does_it() {
        assertThatThrownBy(() -> kept.once(request("k"), () -> {
                    write("one");
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(notes()).isZero();

        assertThat(kept.once(request("k"), () -> writing("one"))).isEqualTo(DONE);
        assertThat(kept.once(request("k"), () -> writing("two")).headers())
                .containsEntry("Idempotency-Replayed", "true");
        assertThat(notes()).isEqualTo(1);
        assertThat(times).hasValue(1);
    }

    @Test
    void a_connection_that_is_lost_before_the_commit_leaves_nothing_and_the_repeat_does_it() {
        assertThatThrownBy(() -> kept.once(request("k"), () -> {
                    write("one");
                    cutConnections();
                    return DONE;
                }))
                .isInstanceOf(Refusal.Unavailable.class);

        assertThat(kept.once(request("k"), () -> writing("one"))).isEqualTo(DONE);
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void work_sees_its_own_changes_and_nobody_else_does_before_the_end() {
        var other = new Pg(PgPools.open(vertx, database.url(), 1));
        kept.once(request("k"), () -> {
            write("one");
            assertThat(notes()).isEqualTo(1);
            assertThat(pg.<Long>snapshot(PgKeptAnswersIT::notes)).isEqualTo(1);
            assertThat(other.<Long>read(PgKeptAnswersIT::notes)).isZero();
            return DONE;
        });
        assertThat(other.<Long>read(PgKeptAnswersIT::notes)).isEqualTo(1);
    }

    @Test
    void a_part_that_fails_is_undone_alone_and_the_refusal_may_look_around() {
        Map<String, Supplier<Refusal>> looking =
                Map.of("note_is_unique", () -> new Refusal.Conflict("note_exists", "There are " + notes() + " notes."));

        kept.once(request("k"), () -> {
            write("one");
            assertThatThrownBy(() -> pg.change(SIGNATURE, looking, tx -> tx.run(WRITE, "two") + tx.run(WRITE, "one")))
                    .hasMessage("There are 1 notes.");
            assertThatThrownBy(() -> pg.read(tx -> tx.run("SELECT 1 / 0"))).isInstanceOf(RuntimeException.class);
            write("three");
            return DONE;
        });

        assertThat(notes()).isEqualTo(2);
    }

    @Test
    void each_change_bears_its_own_signature() {
        kept.once(request("k"), () -> {
            write("one");
            pg.change(new Signature("april", "note.review", "request-2"), NO_CONSTRAINTS, tx -> tx.run(WRITE, "two"));
            return DONE;
        });

        var actors = pg.read(tx -> tx.list(
                "SELECT actor FROM audit_log WHERE entity LIKE 'note:%' ORDER BY id", row -> row.getString("actor")));
        assertThat(actors).containsExactly("erin", "april");
    }

    private Answer writing(String text) {
        times.incrementAndGet();
        write(text);
        return DONE;
    }

    private void write(String text) {
        pg.change(SIGNATURE, tx -> tx.run(WRITE, text));
    }

    private void cutConnections() {
        try {
            database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    + "WHERE datname = current_database() AND application_name = 'lotty'");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private long notes() {
        return pg.read(PgKeptAnswersIT::notes);
    }

    private static long notes(Tx tx) {
        return tx.one("SELECT count(text) AS n FROM note", row -> row.getLong("n"))
                .orElseThrow();
    }

    private static KeyedRequest request(String key) {
        return new KeyedRequest("erin", key, Buffer.buffer(new byte[32]));
    }
}
