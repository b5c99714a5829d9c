package io.lotty.kit;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database of one's own, with all migrations applied; closing it drops it. */
public final class FreshDatabase implements AutoCloseable {
    private final URI server;
    private final String name;

    FreshDatabase(URI server, String name) {
        this.server = server;
        this.name = name;
    }

    /** {@code postgresql://user:password@host:port/database}. */
    public String url() {
        return server.resolve("/" + name).toString();
    }

    /** A new JDBC connection, for preparing and looking; the caller closes it. */
    public Connection connect() throws SQLException {
        return connect(server, name);
    }

    /** Runs one statement. */
    public void execute(String sql) throws SQLException {
        execute(server, name, sql);
    }

    @Override
    public void close() throws SQLException {
        execute(server, "postgres", "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    static void execute(URI server, String database, String sql) throws SQLException {
        try (var connection = connect(server, database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static Connection connect(URI server, String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(server, database), user(server), password(server));
    }

    static String jdbcUrl(URI server, String database) {
        return "jdbc:postgresql://" + server.getHost() + ":" + server.getPort() + "/" + database;
    }

    static String user(URI server) {
        return server.getUserInfo().split(":", 2)[0];
    }

    static String password(URI server) {
        return server.getUserInfo().split(":", 2)[1];
    }
}
