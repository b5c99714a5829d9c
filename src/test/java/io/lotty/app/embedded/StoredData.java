package io.lotty.app.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** One text kept in both stores. */
record StoredData(String inPostgres, String inRedis) {
    static void write(EmbeddedStores stores, String text) throws SQLException, IOException {
        try (var connection = connect(stores);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE note (text text NOT NULL)");
            statement.execute("INSERT INTO note VALUES ('" + text + "')");
        }
        redis(stores, "SET note '" + text + "'");
    }

    static StoredData read(EmbeddedStores stores) throws SQLException, IOException {
        return new StoredData(query(stores, "SELECT text FROM note"), redis(stores, "GET note"));
    }

    static String query(EmbeddedStores stores, String sql) throws SQLException {
        try (var connection = connect(stores);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedStores stores) throws SQLException {
        var uri = URI.create(stores.postgresUrl());
        var user = uri.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), user[0], user[1]);
    }

    /** The last line of the answer to an inline command: the value, of a one-line value. */
    static String redis(EmbeddedStores stores, String command) throws IOException {
        var uri = URI.create(stores.redisUrl());
        try (var socket = new Socket(uri.getHost(), uri.getPort());
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
            var lines = in.readAllLines();
            return lines.get(lines.size() - 2);
        }
    }
}
