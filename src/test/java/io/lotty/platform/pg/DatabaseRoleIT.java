package io.lotty.platform.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application cannot do to its own database, because its role has no right to. */
@WithStores
@Covers("ACC-6")
class DatabaseRoleIT {
    private static final List<String> APPEND_ONLY =
            List.of("audit_log", "experiment_version", "experiment_review", "experiment_history");
    private static final String NO_PRIVILEGE = "42501";

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;

    DatabaseRoleIT(FreshDatabase database) {
        this.database = database;
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    static Stream<String> changesOfWhatIsAppendOnly() {
        return APPEND_ONLY.stream()
                .flatMap(table -> Stream.of(
                        "UPDATE " + table + " SET at = now()",
                        "DELETE FROM " + table,
                        "TRUNCATE " + table,
                        "ALTER TABLE " + table + " DISABLE TRIGGER ALL",
                        "ALTER TABLE " + table + " ADD COLUMN more text",
                        "DROP TRIGGER " + table + "_is_append_only ON " + table,
                        "DROP TABLE " + table))
                .map(sql -> sql.replace("experiment_version SET at", "experiment_version SET created_at"));
    }

    @ParameterizedTest
    @MethodSource("changesOfWhatIsAppendOnly")
    void what_is_append_only_is_so_by_privilege_and_not_only_by_trigger(String change) {
        assertRefused(pool(DatabaseRole.APPLICATION), change);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE event SET origin = 1",
                "TRUNCATE event",
                "TRUNCATE event_arrival",
                "UPDATE event_key SET generation = 2",
                "DELETE FROM event_key",
                "DELETE FROM event_key_1",
                "DELETE FROM event_origin",
                "DELETE FROM event_quality",
                "UPDATE event_tally SET number = 2",
                "DROP TABLE event_key_1",
                "INSERT INTO event_generation (generation) VALUES (7)",
                "INSERT INTO event_week_dropped (monday) VALUES (now())",
                "UPDATE event_week_dropped SET dropped_at = now()",
                "DELETE FROM event_week_dropped",
                "SET session_replication_role = replica",
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "SELECT version FROM flyway_schema_history",
                "DELETE FROM flyway_schema_history",
                "CREATE ROLE another",
                "ALTER ROLE lotty_application SUPERUSER"
            })
    void nor_can_the_application_get_round_it(String attempt) {
        assertRefused(pool(DatabaseRole.APPLICATION), attempt);
    }

    @Test
    void it_can_give_itself_no_rights() {
        var pg = pool(DatabaseRole.APPLICATION);

        // Postgres grants what the grantor may hand on, which is nothing, and only warns
        pg.read(tx -> tx.run("GRANT UPDATE, DELETE ON audit_log TO lotty_application"));
        assertRefused(pg, "DELETE FROM audit_log");
    }

    @Test
    void to_reset_the_role_takes_nothing_back() {
        var pg = pool(DatabaseRole.APPLICATION);

        assertThat(pg.<String>read(tx -> {
                    tx.run("RESET ROLE");
                    return user(tx);
                }))
                .isEqualTo("lotty_application");
        assertRefused(pg, "DELETE FROM audit_log");
    }

    @Test
    void who_owns_the_login_may_lay_the_role_down_which_is_why_there_can_be_a_login_of_its_own() {
        var one = pool(DatabaseRole.APPLICATION);
        assertThat(one.<String>read(tx -> {
                    tx.run("SET ROLE NONE");
                    return user(tx);
                }))
                .isNotEqualTo("lotty_application");
    }

    @Test
    void with_a_login_of_its_own_the_application_has_no_way_up() throws SQLException {
        var login = login();
        try {
            assertThat(Migration.run(url(login), database.url())).isEqualTo(DatabaseRole.LOGIN);
            var pg = new Pg(PgPools.open(vertx, url(login), 1, DatabaseRole.LOGIN));

            changesOfWhatIsAppendOnly().forEach(change -> assertRefused(pg, change));
            for (var way : List.of("SET ROLE NONE", "RESET ROLE", "SET SESSION AUTHORIZATION DEFAULT")) {
                pg.read(tx -> tx.run(way));
                assertRefused(pg, "DELETE FROM audit_log");
            }
            assertRefused(pg, "SET ROLE " + owner());
        } finally {
            drop(login);
        }
    }

    @Test
    void with_a_login_of_its_own_lotty_works_and_audits(FreshRedis redis) throws SQLException {
        var login = login();
        var logins = Map.of("LOTTY_POSTGRES_URL", url(login), "LOTTY_POSTGRES_MIGRATION_URL", database.url());
        try (var lotty = RunningLotty.start(database, redis, logins)) {
            var flag = new JsonObject()
                    .put("key", "own_login")
                    .put("type", "boolean")
                    .put("default_value", true);
            assertThat(lotty.as(RunningLotty.EXPERIMENTER)
                            .with("Idempotency-Key", "k")
                            .post("/api/v1/flags", flag)
                            .status())
                    .isEqualTo(201);
            var entries = lotty.as(RunningLotty.ADMIN).get("/api/v1/audit?entity=flag:own_login");
            assertThat(entries.json().getJsonArray("items")).hasSize(1);
        } finally {
            drop(login);
        }
    }

    @Test
    void what_postgres_says_about_a_missing_right_stays_in_the_log(FreshRedis redis) throws SQLException {
        try (var lotty = RunningLotty.start(database, redis)) {
            database.execute("REVOKE INSERT ON flag FROM lotty_application");
            var reply = lotty.as(RunningLotty.EXPERIMENTER)
                    .post(
                            "/api/v1/flags",
                            new JsonObject()
                                    .put("key", "a")
                                    .put("type", "boolean")
                                    .put("default_value", true));

            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body()).contains("internal_error").doesNotContain("permission", "42501", "table");
        }
    }

    @Test
    void an_owner_that_may_not_make_roles_works_as_itself_until_it_is_given_the_role() throws SQLException {
        var login = login();
        try {
            database.execute("DROP SCHEMA public CASCADE");
            database.execute("CREATE SCHEMA public AUTHORIZATION " + login);

            assertThat(Migration.run(url(login))).isEqualTo(DatabaseRole.LOGIN);
            assertThat(new Pg(PgPools.open(vertx, url(login), 1, DatabaseRole.LOGIN))
                            .<String>read(DatabaseRoleIT::user))
                    .isEqualTo(login);

            database.execute("GRANT lotty_application TO " + login);
            assertThat(Migration.run(url(login))).isEqualTo(DatabaseRole.APPLICATION);
            var pg = new Pg(PgPools.open(vertx, url(login), 1, DatabaseRole.APPLICATION));
            assertThat(pg.<String>read(DatabaseRoleIT::user)).isEqualTo("lotty_application");
            assertRefused(pg, "DELETE FROM audit_log");
        } finally {
            drop(login);
        }
    }

    private static void assertRefused(Pg pg, String sql) {
        assertThatThrownBy(() -> pg.read(tx -> tx.run(sql)))
                .as(sql)
                .isInstanceOf(PgException.class)
                .satisfies(refused ->
                        assertThat(((PgException) refused).getSqlState()).isEqualTo(NO_PRIVILEGE))
                .hasMessageMatching("(?s).*(permission denied|must be owner|is permitted|may alter).*");
    }

    private Pg pool(DatabaseRole role) {
        return new Pg(PgPools.open(vertx, database.url(), 1, role));
    }

    private static String user(Tx tx) {
        return tx.one("SELECT current_user::text AS name", row -> row.getString("name"))
                .orElseThrow();
    }

    private String owner() {
        return new Pg(PgPools.open(vertx, database.url(), 1, DatabaseRole.LOGIN)).read(DatabaseRoleIT::user);
    }

    /** A login that may do nothing; its name is the database's, so that tests do not meet. */
    private String login() throws SQLException {
        var name = "login_of_" + name(database.url());
        database.execute("CREATE ROLE " + name + " LOGIN PASSWORD 'own'");
        return name;
    }

    private void drop(String login) throws SQLException {
        database.execute("DROP OWNED BY " + login + " CASCADE");
        database.execute("DROP ROLE " + login);
    }

    private String url(String login) {
        return database.url().replaceFirst("//[^@]*@", "//" + login + ":own@");
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
