package io.lotty.app.configuration;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * Keeps the snapshot on disk up to date: whenever it is told to write and the configuration in force is another than the one
 * on disk. Changes in between are left out, and nobody waits for the disk. Belongs to the feed's event loop.
 */
final class SnapshotKeeping {
    private final LiveConfiguration live;
    private final Snapshot snapshot;
    private Optional<Document> fetched = Optional.empty();
    private boolean isWriting;
    private volatile long kept;

    SnapshotKeeping(LiveConfiguration live, Snapshot snapshot) {
        this.live = live;
        this.snapshot = snapshot;
    }

    /** A configuration as it was fetched. */
    record Document(long revision, Buffer bytes) {}

    /** Starts with what is on disk, if that can be read. On a worker thread. */
    boolean read(ConfigurationReader reader) {
        var found = snapshot.read(reader);
        found.ifPresent(configuration -> {
            live.offer(configuration);
            kept = configuration.revision();
        });
        return found.isPresent();
    }

    /** Spares {@link #write} encoding it again. */
    void remember(Document document) {
        fetched = Optional.of(document);
    }

    /** Completes when the disk holds what is in force, or cannot. */
    Future<Void> write(Vertx vertx) {
        var configuration = live.current();
        if (isWriting || !live.isPresent() || configuration.revision() == kept) {
            return Future.succeededFuture();
        }
        isWriting = true;
        var document = fetched.filter(one -> one.revision() == configuration.revision());
        fetched = Optional.empty();
        // out of order: a slow disk must not keep the next configuration waiting
        return vertx.executeBlocking(
                        () -> snapshot.write(
                                document.map(Document::bytes).orElseGet(() -> ConfigurationJson.encode(configuration))),
                        false)
                .onSuccess(isKept -> kept = isKept ? configuration.revision() : kept)
                .onComplete(done -> isWriting = false)
                .mapEmpty();
    }
}
