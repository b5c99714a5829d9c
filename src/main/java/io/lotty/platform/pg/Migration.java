package io.lotty.platform.pg;

import java.net.URI;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date at start. Several processes may do so at once: Flyway takes a lock. */
public final class Migration {
    private static final int CONNECT_RETRIES = 60;

    private Migration() {}

    /** Blocks; belongs to start-up only. */
    public static void run(String url) {
        var uri = URI.create(url);
        var user = uri.getUserInfo().split(":", 2);
        var port = uri.getPort() < 0 ? 5432 : uri.getPort();
        var query = uri.getQuery() == null ? "" : "?" + uri.getQuery();
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getPath() + query,
                        user[0],
                        user.length > 1 ? user[1] : "")
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                // in a compose stack the database may come up after us
                .connectRetries(CONNECT_RETRIES)
                .connectRetriesInterval(1)
                .load()
                .migrate();
    }
}
