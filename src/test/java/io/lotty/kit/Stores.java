package io.lotty.kit;

import io.lotty.app.embedded.Durability;
import io.lotty.app.embedded.EmbeddedStores;
import io.lotty.platform.pg.Migration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * One Postgres and one Redis for all tests of this JVM, started when first asked for. Embedded by default; the servers of
 * {@code LOTTY_TEST_POSTGRES} and {@code LOTTY_TEST_REDIS} when both are set; containers of production's versions with
 * {@code -Dlotty.test.services=containers}. Tests share the servers, never a database.
 */
public final class Stores {
    private static final String POSTGRES_IMAGE = "postgres:18-alpine";
    private static final String REDIS_IMAGE = "redis:8-alpine";
    private static final Path TARGET = Path.of("target");

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long PID = ProcessHandle.current().pid();

    private Stores() {}

    /** A new database with all migrations; the caller closes it. */
    public static FreshDatabase database() throws SQLException {
        var name = "test_" + PID + "_" + NUMBER.incrementAndGet();
        FreshDatabase.execute(Servers.POSTGRES, "postgres", "CREATE DATABASE " + name + " TEMPLATE " + Template.NAME);
        return new FreshDatabase(Servers.POSTGRES, name);
    }

    /** An empty Redis; the caller closes it. */
    public static FreshRedis redis() throws IOException {
        return new FreshRedis(Servers.REDIS, NUMBER.incrementAndGet() % Servers.REDIS_DATABASES);
    }

    /** Migrated once, then only cloned. */
    private static final class Template {
        static final String NAME = "template_" + PID;

        static {
            try {
                FreshDatabase.execute(Servers.POSTGRES, "postgres", "DROP DATABASE IF EXISTS " + NAME);
                FreshDatabase.execute(Servers.POSTGRES, "postgres", "CREATE DATABASE " + NAME);
            } catch (SQLException e) {
                throw new IllegalStateException("cannot make the template database", e);
            }
            Migration.run(Servers.POSTGRES.resolve("/" + NAME).toString());
        }
    }

    private static final class Servers {
        static final URI POSTGRES;
        static final URI REDIS;
        static final int REDIS_DATABASES;

        static {
            var givenPostgres = System.getenv("LOTTY_TEST_POSTGRES");
            var givenRedis = System.getenv("LOTTY_TEST_REDIS");
            if (givenPostgres != null && givenRedis != null) {
                POSTGRES = URI.create(givenPostgres);
                REDIS = URI.create(givenRedis);
                REDIS_DATABASES = 16;
            } else if ("containers".equals(System.getProperty("lotty.test.services"))) {
                POSTGRES = postgresContainer();
                REDIS = redisContainer();
                REDIS_DATABASES = 1024;
            } else {
                var stores = embedded();
                POSTGRES = URI.create(stores.postgresUrl());
                REDIS = URI.create(stores.redisUrl());
                REDIS_DATABASES = 1024;
            }
        }
    }

    private static EmbeddedStores embedded() {
        var folder = TARGET.resolve("stores-" + PID);
        var stores = EmbeddedStores.start(folder, TARGET.resolve("embedded"), Durability.FAST);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stores.close();
            delete(folder);
        }));
        return stores;
    }

    @SuppressWarnings("resource") // ends with the JVM
    private static URI postgresContainer() {
        var container = new GenericContainer<>(POSTGRES_IMAGE)
                .withEnv("POSTGRES_USER", "lotty")
                .withEnv("POSTGRES_PASSWORD", "lotty")
                .withExposedPorts(5432)
                // the image starts the server twice: once to make the database, then to serve
                .waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 2));
        container.start();
        return URI.create(
                "postgresql://lotty:lotty@" + container.getHost() + ":" + container.getMappedPort(5432) + "/lotty");
    }

    @SuppressWarnings("resource") // ends with the JVM
    private static URI redisContainer() {
        var container = new GenericContainer<>(REDIS_IMAGE)
                .withCommand("redis-server", "--databases", "1024")
                .withExposedPorts(6379);
        container.start();
        return URI.create("redis://" + container.getHost() + ":" + container.getMappedPort(6379));
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot delete " + folder, e);
        }
    }
}
