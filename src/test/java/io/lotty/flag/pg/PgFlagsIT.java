package io.lotty.flag.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.access.People;
import io.lotty.access.pg.PgUsers;
import io.lotty.flag.Flag;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.flag.Flags;
import io.lotty.flag.FlagsContract;
import io.lotty.id.FlagKey;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.DatabaseRole;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.platform.pg.Signature;
import io.lotty.platform.pg.Tx;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithStores
class PgFlagsIT extends FlagsContract {
    private static final Signature SIGNATURE = new Signature("erin", "experiment.create", "request");
    private static final String OPEN_EXPERIMENT = """
            INSERT INTO experiment (id, flag_key, owner_id, salt, hash_version, status, version, created_at, updated_at)
            VALUES ($1, $2, $3, $4, 1, 'draft', 1, now(), now())""";
    private static final String WAITERS = """
            SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()""";

    private final Vertx vertx = Vertx.vertx();
    private final Pg pg;
    // as the owner: the application does not see what others wait for
    private final Pg looking;
    private final PgFlags flags;

    PgFlagsIT(FreshDatabase database) {
        pg = new Pg(PgPools.open(vertx, database.url(), 4));
        looking = new Pg(PgPools.open(vertx, database.url(), 1, DatabaseRole.LOGIN));
        flags = new PgFlags(pg);
    }

    @BeforeEach
    void know_the_owner() {
        new PgUsers(pg).add(OWNER, "hash", STAMP);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    @Covers("FLAG-2")
    void an_experiment_that_is_being_made_is_waited_for_and_keeps_the_flag() {
        var flag = added("color");

        var archiving = pg.change(SIGNATURE, tx -> {
            PgFlags.holdOpen(tx, flag.key());
            var other = CompletableFuture.supplyAsync(() -> flags.archive(flag.archived(People.NOON), STAMP));
            awaitWaiter();
            open(tx, flag.key());
            return other;
        });

        assertThat(archiving)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(Refusal.Conflict.class);
        assertThat(flags.find(flag.key())).contains(flag);
    }

    @Test
    @Covers("FLAG-2")
    void an_archived_flag_takes_no_experiment() {
        var flag = flags.archive(added("color").archived(People.NOON), STAMP);

        assertThatThrownBy(() -> experimentOn(flag.key()))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("flag_archived"));
        assertThatThrownBy(() -> experimentOn(new FlagKey("unknown"))).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void the_edges_get_what_is_not_archived() {
        var kept = added("a");
        flags.archive(added("b").archived(People.NOON), STAMP);

        var forEdges = pg.snapshot(PgFlags::unarchived);

        assertThat(forEdges).containsExactly(kept);
    }

    @Test
    void a_default_may_change_within_a_larger_change() {
        var flag = added("a");
        var blue = new FlagValue(FlagType.STRING, "\"blue\"");

        pg.change(SIGNATURE, tx -> {
            PgFlags.replaceDefault(tx, flag.key(), blue, People.NOON);
            return flag;
        });

        assertThat(flags.find(flag.key())).hasValueSatisfying(found -> {
            assertThat(found.defaultValue()).isEqualTo(blue);
            assertThat(found.revision()).isEqualTo(2);
        });
    }

    @Test
    @Covers({"FLAG-1", "FLAG-3"})
    void the_table_itself_keeps_key_type_and_a_fitting_default() {
        added("a");

        assertThatThrownBy(() -> update("key = 'b'")).isInstanceOf(PgException.class);
        assertThatThrownBy(() -> update("type = 'json'")).isInstanceOf(PgException.class);
        assertThatThrownBy(() -> update("default_value = '7'"))
                .isInstanceOfSatisfying(
                        PgException.class,
                        broken -> assertThat(broken.getConstraint()).isEqualTo("default_fits_type"));
    }

    @Test
    @Covers("FLAG-3")
    void a_change_of_a_flag_moves_the_configurations_revision() {
        long before = revision();
        Flag flag = added("a");
        long created = revision();
        flags.save(flag.describedAs("x", People.NOON), "flag.update", STAMP);

        assertThat(created).isGreaterThan(before);
        assertThat(revision()).isGreaterThan(created);
    }

    @Override
    protected Flags flags() {
        return flags;
    }

    @Override
    protected void experimentOn(FlagKey flag) {
        pg.change(SIGNATURE, tx -> {
            PgFlags.holdOpen(tx, flag);
            return open(tx, flag);
        });
    }

    private static int open(Tx tx, FlagKey flag) {
        return tx.run(OPEN_EXPERIMENT, new UUID(0, 1), flag.value(), OWNER.id().value(), Buffer.buffer(new byte[16]));
    }

    private int update(String change) {
        return pg.change(SIGNATURE, tx -> tx.run("UPDATE flag SET " + change));
    }

    private long revision() {
        return pg.read(tx -> tx.one("SELECT revision FROM configuration_revision", row -> row.getLong("revision")))
                .orElseThrow();
    }

    private void awaitWaiter() {
        while (looking.read(tx -> tx.list(WAITERS, row -> row)).isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
