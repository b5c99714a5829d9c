package io.lotty.app.embedded;

import io.lotty.app.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** A Postgres over {@code postgres} in the data folder. */
final class EmbeddedPostgres {
    private static final String MAJOR_VERSION = "18";
    private static final String USER = "lotty";
    private static final String DATABASE = "lotty";
    private static final int READY_LINE = 7;

    private final Child child;
    private final String url;

    private EmbeddedPostgres(Child child, String url) {
        this.child = child;
        this.url = url;
    }

    static EmbeddedPostgres start(Path dataDir, Path home, Durability durability) throws IOException {
        return start(dataDir, home, durability, FreePort.find());
    }

    static EmbeddedPostgres start(Path dataDir, Path home, Durability durability, int port) throws IOException {
        var data = dataDir.resolve("postgres");
        var log = dataDir.resolve("postgres.log");
        stopLeftBehind(data);
        if (!Files.exists(data)) {
            initialise(dataDir, home, durability);
        }
        if (!Files.readString(data.resolve("PG_VERSION")).strip().equals(MAJOR_VERSION)) {
            throw new StartFailure("The folder " + data + " was made by another Postgres than " + MAJOR_VERSION
                    + "; move it away, or set LOTTY_DATA_DIR to another folder.");
        }
        var command = new ArrayList<>(Unprivileged.prefix(data));
        command.add(home.resolve("bin/postgres").toString());
        command.addAll(List.of("-D", data.toString()));
        settings(port, durability).forEach(setting -> command.addAll(List.of("-c", setting)));
        var pidFile = data.resolve("postmaster.pid");
        var left = lines(pidFile);
        var child = Child.start(command, log, () -> ready(left, lines(pidFile)));
        var password = Files.readString(password(dataDir)).strip();
        try {
            createDatabase(port, password);
        } catch (SQLException e) {
            child.stop("INT");
            throw new StartFailure(
                    "The embedded Postgres refuses to work (" + e.getMessage() + "); see " + log + ".", e);
        }
        return new EmbeddedPostgres(
                child, "postgresql://" + USER + ":" + password + "@127.0.0.1:" + port + "/" + DATABASE);
    }

    String url() {
        return url;
    }

    void stop() {
        child.stop("INT"); // Postgres' fast shutdown: ends sessions, loses nothing
    }

    private static List<String> settings(int port, Durability durability) {
        var wait = durability == Durability.DURABLE ? "on" : "off";
        return List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=100",
                // the defaults write whole pages again and again under load: checkpoints follow each other within
                // seconds
                "shared_buffers=512MB",
                "max_wal_size=2GB",
                "fsync=" + wait,
                "synchronous_commit=" + wait,
                "full_page_writes=" + wait);
    }

    /** A killed Lotty leaves its Postgres running; a crashed machine leaves a pid that by now may be anyone's. */
    private static void stopLeftBehind(Path data) throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        var leftBehind = Child.leftBehind(pidFile, "postgres", data);
        if (leftBehind.isPresent()) {
            leftBehind.get().stop("INT");
        } else if (Child.named(pidFile).isPresent()) {
            // Postgres would take the stranger for itself and refuse to start
            Files.delete(pidFile);
        }
    }

    /** Made aside and moved into place, so that an interrupted first start leaves no half of a database. */
    private static void initialise(Path dataDir, Path home, Durability durability) throws IOException {
        var making = Files.createDirectories(dataDir.resolve("postgres.new"));
        clear(making);
        var bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        var password = password(dataDir);
        Files.deleteIfExists(password);
        Private.write(password, Base64.getUrlEncoder().encodeToString(bytes) + "\n");
        var command = new ArrayList<>(Unprivileged.prefix(making));
        Files.setOwner(password, Files.getOwner(making)); // initdb, which reads it, may run as another user than this
        command.add(home.resolve("bin/initdb").toString());
        command.addAll(List.of("-D", making.toString(), "-U", USER, "-A", "scram-sha-256", "--no-instructions"));
        command.add("--pwfile=" + password);
        // the C.UTF-8 of Postgres itself: the same order on every machine
        command.addAll(
                List.of("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        if (durability == Durability.FAST) {
            command.add("--no-sync");
        }
        Child.run(command, dataDir.resolve("postgres.log"));
        Files.move(making, dataDir.resolve("postgres"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (var each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (!each.equals(folder)) {
                    Files.delete(each);
                }
            }
        }
    }

    private static Path password(Path dataDir) {
        return dataDir.resolve("postgres.password");
    }

    /** Postgres writes its state on the eighth line of its pid file; what a killed one has left there is of no account. */
    private static boolean ready(List<String> left, List<String> lines) {
        return lines.size() > READY_LINE && lines.get(READY_LINE).strip().equals("ready") && !lines.equals(left);
    }

    private static List<String> lines(Path pidFile) {
        try {
            return Files.readAllLines(pidFile);
        } catch (NoSuchFileException notYet) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createDatabase(int port, String password) throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (var connection = DriverManager.getConnection(url, USER, password);
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        }
    }
}
