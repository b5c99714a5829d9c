package io.lotty.platform.pg;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@WithStores
class MigrationIT {
    private final FreshDatabase database;

    MigrationIT(FreshDatabase database) {
        this.database = database;
    }

    @Test
    void a_second_run_finds_nothing_to_do() throws SQLException {
        int before = applied();

        Migration.run(database.url());

        assertThat(applied()).isEqualTo(before).isPositive();
    }

    @Test
    void several_processes_may_migrate_an_empty_database_at_once() throws Exception {
        int all = applied();
        database.execute("DROP SCHEMA public CASCADE");
        database.execute("CREATE SCHEMA public");

        try (var processes = Executors.newFixedThreadPool(3)) {
            var runs = processes.invokeAll(
                    Collections.nCopies(3, Executors.callable(() -> Migration.run(database.url()))));

            assertThat(runs).extracting(Future::state).containsOnly(Future.State.SUCCESS);
        }
        assertThat(applied()).isEqualTo(all);
    }

    private int applied() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(version) FROM flyway_schema_history WHERE success AND version IS NOT NULL")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
