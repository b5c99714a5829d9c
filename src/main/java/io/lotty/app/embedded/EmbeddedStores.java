package io.lotty.app.embedded;

import io.lotty.app.StartFailure;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * A Postgres and a Redis that run as long as this object is open, over a data folder that this Lotty then holds alone.
 * Both listen on free ports of the loopback interface.
 */
public final class EmbeddedStores implements AutoCloseable {
    private final FolderLock lock;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;

    private EmbeddedStores(FolderLock lock, EmbeddedPostgres postgres, EmbeddedRedis redis) {
        this.lock = lock;
        this.postgres = postgres;
        this.redis = redis;
    }

    /**
     * Starts both stores over the folder, which is made when missing, and returns when both are ready.
     *
     * @throws StartFailure when the folder cannot be used, another Lotty uses it, or a store does not start
     */
    public static EmbeddedStores start(Path dataDir) {
        var folder = DataFolder.usable(dataDir);
        return start(folder, folder.resolve("bin"), Durability.DURABLE);
    }

    /** As {@link #start(Path)}, with the programs unpacked into a folder that several data folders may share. */
    public static EmbeddedStores start(Path dataDir, Path programs, Durability durability) {
        var folder = DataFolder.usable(dataDir);
        var binaries = new Binaries(programs.toAbsolutePath());
        var lock = FolderLock.take(folder);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var postgres = threads.submit(() -> EmbeddedPostgres.start(folder, binaries.postgres(), durability));
            var redis = threads.submit(() -> EmbeddedRedis.start(folder, binaries.redisServer(), durability));
            try {
                return new EmbeddedStores(lock, started(postgres), started(redis));
            } catch (StartFailure e) {
                stopIfStarted(postgres, EmbeddedPostgres::stop);
                stopIfStarted(redis, EmbeddedRedis::stop);
                lock.close();
                throw e;
            }
        }
    }

    /** {@code postgresql://user:password@127.0.0.1:port/lotty}; the database exists, the user may do everything. */
    public String postgresUrl() {
        return postgres.url();
    }

    /** {@code redis://127.0.0.1:port}. */
    public String redisUrl() {
        return redis.url();
    }

    /** Stops both stores, waits for their end, and lets the folder go. Call it last; calling it again does nothing. */
    @Override
    public void close() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(postgres::stop);
            threads.execute(redis::stop);
        }
        lock.close();
    }

    private static <T> void stopIfStarted(Future<T> store, Consumer<T> stop) {
        try {
            stop.accept(started(store));
        } catch (StartFailure e) {
            // it does not run, and the failure that is reported is the first one
        }
    }

    private static <T> T started(Future<T> store) {
        try {
            return store.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartFailure failure) {
                throw failure;
            }
            throw new StartFailure("The embedded stores did not start: " + e.getCause() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The start was interrupted; start Lotty again.", e);
        }
    }
}
