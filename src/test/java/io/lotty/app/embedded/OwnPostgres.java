package io.lotty.app.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A Postgres that a test may kill. */
public final class OwnPostgres implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path folder;
    private final EmbeddedPostgres postgres;

    private OwnPostgres(Path folder, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    public static OwnPostgres start() {
        var name = ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        try {
            var folder = Files.createDirectories(Path.of("target/own-postgres", name))
                    .toAbsolutePath();
            var programs = new Binaries(Path.of("target/embedded").toAbsolutePath());
            return new OwnPostgres(folder, EmbeddedPostgres.start(folder, programs.postgres(), Durability.FAST));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String url() {
        return postgres.url();
    }

    /** Kills it as a power cut would; its own children see that and end. */
    public void kill() throws IOException {
        var process = Child.named(folder.resolve("postgres/postmaster.pid")).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        postgres.stop();
    }
}
