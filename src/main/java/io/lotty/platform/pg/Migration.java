package io.lotty.platform.pg;

import io.vertx.pgclient.PgConnectOptions;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date at start, as the owner of the tables, and gives the application's role the rights that it
 * needs and no more. Several processes may do so at once: Flyway takes a lock. Blocks; belongs to start-up only.
 */
public final class Migration {
    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);
    private static final int CONNECT_RETRIES = 60;

    private final String ownerUrl;
    private final String application;
    private final boolean isMadeHere;

    private Migration(String ownerUrl, String application, boolean isMadeHere) {
        this.ownerUrl = ownerUrl;
        this.application = application;
        this.isMadeHere = isMadeHere;
    }

    /**
     * With one login for everything: it owns the tables, and the application takes on a role with fewer rights.
     *
     * @return the role to take on; {@link DatabaseRole#LOGIN}, and a warning, where the login may neither make nor use it
     */
    public static DatabaseRole run(String url) {
        return runAs(url, DatabaseRole.APPLICATION_NAME);
    }

    /** With a login of its own for the owner of the tables: then the application is what its login is, and no more. */
    public static DatabaseRole run(String url, String ownerUrl) {
        new Migration(ownerUrl, PgConnectOptions.fromUri(url).getUser(), false).migrate();
        return DatabaseRole.LOGIN;
    }

    static DatabaseRole runAs(String url, String application) {
        var migration = new Migration(url, application, true);
        return migration.mayBecome(migration.migrate()) ? DatabaseRole.APPLICATION : DatabaseRole.LOGIN;
    }

    private Flyway migrate() {
        // read as the pool reads it, so that both go to the same place
        var server = PgConnectOptions.fromUri(ownerUrl);
        int query = ownerUrl.indexOf('?');
        var flyway = Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://" + server.getHost() + ":" + server.getPort() + "/" + server.getDatabase()
                                + (query < 0 ? "" : ownerUrl.substring(query)),
                        server.getUser(),
                        server.getPassword())
                .locations("classpath:db/migration", "classpath:db/rights")
                .placeholders(Map.of(
                        "application", application.replace("'", "''"), "is_made_here", Boolean.toString(isMadeHere)))
                .validateMigrationNaming(true)
                // in a compose stack the database may come up after us
                .connectRetries(CONNECT_RETRIES)
                .connectRetriesInterval(1)
                .load();
        flyway.migrate();
        return flyway;
    }

    private boolean mayBecome(Flyway flyway) {
        try (var connection = flyway.getConfiguration().getDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET ROLE \"" + application + "\"");
            return true;
        } catch (SQLException refused) {
            LOG.atWarn()
                    .addKeyValue("cause", String.valueOf(refused.getMessage()))
                    .log("The application works as the owner of its tables: the database's login may neither make nor "
                            + "use the role " + application
                            + ". Append-only tables are guarded by triggers alone, which "
                            + "an owner can take off. As a superuser, run: CREATE ROLE " + application + "; GRANT "
                            + application + " TO the login; or give migrations a login of their own with "
                            + "LOTTY_POSTGRES_MIGRATION_URL.");
            return false;
        }
    }
}
