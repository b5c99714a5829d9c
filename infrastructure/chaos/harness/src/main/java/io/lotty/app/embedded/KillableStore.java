package io.lotty.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A durable store on a port that stays its own, to be killed and started again over its data. Stands here because how
 * Lotty runs its stores is nobody else's business.
 */
public final class KillableStore {
    private final Path pidFile;
    private final Starting starting;
    private String url = "";

    private KillableStore(Path pidFile, Starting starting) {
        this.pidFile = pidFile;
        this.starting = starting;
    }

    private interface Starting {
        /** @return the URL */
        String start() throws IOException;
    }

    /** @param programs where the server's program is unpacked, unless it is there */
    public static KillableStore postgres(Path folder, Path programs, int port) {
        var binaries = new Binaries(programs);
        return new KillableStore(
                folder.resolve("postgres/postmaster.pid"),
                () -> EmbeddedPostgres.start(folder, binaries.postgres(), Durability.DURABLE, port)
                        .url());
    }

    /** @param programs where the server's program is unpacked, unless it is there */
    public static KillableStore redis(Path folder, Path programs, int port) {
        var binaries = new Binaries(programs);
        return new KillableStore(
                folder.resolve("redis/redis.pid"),
                () -> EmbeddedRedis.start(folder, binaries.redisServer(), Durability.DURABLE, port)
                        .url());
    }

    /** Returns when it is ready. What is left of a killed one may have to end first; then it fails, and may be tried again. */
    public void start() throws IOException {
        url = starting.start();
    }

    /** As a setting of Lotty; empty before the first start. */
    public String url() {
        return url;
    }

    public Optional<ProcessHandle> process() throws IOException {
        return Files.exists(pidFile) ? Child.named(pidFile) : Optional.empty();
    }
}
