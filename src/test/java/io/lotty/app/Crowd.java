package io.lotty.app;

import io.lotty.kit.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** Flags and running experiments by the thousand, copied from one running experiment past all rules: nobody made them. */
final class Crowd {
    private static final String ONLY_ROWS = "SET session_replication_role = replica";
    private static final String FLAGS = """
            INSERT INTO flag (key, type, default_value, description, tags, owner_id, created_at, updated_at)
            SELECT 'crowd-' || n, type, default_value, description, tags, owner_id, created_at, updated_at
              FROM flag, generate_series(1, ?) AS n
             WHERE key = 'button_color'""";
    private static final String EXPERIMENTS = """
            INSERT INTO experiment (id, flag_key, owner_id, salt, hash_version, status, version, submitted_at, started_at,
                                    metric_versions, created_at, updated_at)
            SELECT md5('crowd-' || n)::uuid, 'crowd-' || n, owner_id, decode(md5('salt-' || n), 'hex'), hash_version, status,
                   version, submitted_at, started_at, metric_versions, created_at, updated_at
              FROM experiment, generate_series(1, ?) AS n
             WHERE flag_key = 'button_color' AND status = 'running'""";
    private static final String VERSIONS = """
            INSERT INTO experiment_version (experiment_id, version, design, author_id, created_at)
            SELECT copy.id, v.version, v.design, v.author_id, v.created_at
              FROM experiment AS copy, experiment AS e JOIN experiment_version AS v ON v.experiment_id = e.id
             WHERE copy.flag_key LIKE 'crowd-%' AND e.flag_key = 'button_color' AND e.status = 'running'""";
    private static final String TELL = "UPDATE configuration_revision SET revision = revision + 1";

    private Crowd() {}

    /** Copies the running experiment of the demo's flag; edges learn of it with the next change. */
    static void join(FreshDatabase database, int flags, int experiments) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(ONLY_ROWS);
            run(connection, FLAGS, flags);
            run(connection, EXPERIMENTS, experiments);
            statement.execute(VERSIONS);
            statement.execute(TELL);
        }
    }

    private static void run(Connection connection, String sql, int count) throws SQLException {
        try (var copying = connection.prepareStatement(sql)) {
            copying.setInt(1, count);
            copying.executeUpdate();
        }
    }
}
