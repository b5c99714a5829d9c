package io.lotty.platform.pg;

import io.vertx.pgclient.PgConnectOptions;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date at start. Several processes may do so at once: Flyway takes a lock. */
public final class Migration {
    private static final int CONNECT_RETRIES = 60;

    private Migration() {}

    /** Blocks; belongs to start-up only. */
    public static void run(String url) {
        // read as the pool reads it, so that both go to the same place
        var server = PgConnectOptions.fromUri(url);
        int query = url.indexOf('?');
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://" + server.getHost() + ":" + server.getPort() + "/" + server.getDatabase()
                                + (query < 0 ? "" : url.substring(query)),
                        server.getUser(),
                        server.getPassword())
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                // in a compose stack the database may come up after us
                .connectRetries(CONNECT_RETRIES)
                .connectRetriesInterval(1)
                .load()
                .migrate();
    }
}
