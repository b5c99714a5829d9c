package io.lotty.platform.pg;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.FreshDatabase;
import io.lotty.kit.Stores;
import io.lotty.kit.WithStores;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
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
                    Collections.nCopies(3, (Callable<DatabaseRole>) () -> Migration.run(database.url())));

            assertThat(runs).extracting(Future::state).containsOnly(Future.State.SUCCESS);
        }
        assertThat(applied()).isEqualTo(all);
    }

    @Test
    void several_databases_of_one_server_may_make_the_role_at_once(FreshDatabase same) throws Exception {
        var role = "racing_" + ProcessHandle.current().pid();
        try (var second = Stores.database();
                var third = Stores.database();
                var processes = Executors.newFixedThreadPool(6)) {
            var databases = List.of(same, second, third);
            var runs = processes.invokeAll(Collections.nCopies(2, databases).stream()
                    .flatMap(List::stream)
                    .map(one -> (Callable<DatabaseRole>) () -> Migration.runAs(one.url(), role))
                    .toList());

            assertThat(runs).extracting(Future::resultNow).containsOnly(DatabaseRole.APPLICATION);
            for (var one : databases) {
                one.execute("DROP OWNED BY " + role);
            }
            same.execute("DROP ROLE " + role);
        }
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
