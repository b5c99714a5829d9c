package io.lotty.app.configuration;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The last configuration on disk, with which an edge starts while Redis is out of reach. Readable by its owner alone, for it
 * holds the hashes of API keys. Reading and writing wait for the disk; they belong to one thread at a time.
 */
final class Snapshot {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

    private final Path file;
    private boolean isToldOfFailure;

    Snapshot(Path dataDir) {
        this.file = dataDir.resolve("configuration.json");
    }

    /** A missing or unreadable one is none. */
    Optional<Configuration> read(ConfigurationReader reader) {
        try {
            return Files.exists(file) ? Optional.of(reader.read(Files.readAllBytes(file))) : Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("cause", unreadable.toString())
                    .log("ignored the snapshot");
            return Optional.empty();
        }
    }

    /**
     * Writes beside, to the disk, and renames, so that a kill or a power cut leaves the old one whole. A failure is logged
     * once, not thrown.
     *
     * @return whether it is there now
     */
    boolean write(Buffer document) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            // files made so are private
            var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "configuration", ".tmp");
            try {
                force(fresh, document);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
            isToldOfFailure = false;
            return true;
        } catch (IOException failure) {
            LOG.atLevel(isToldOfFailure ? Level.DEBUG : Level.WARN)
                    .addKeyValue("file", file)
                    .addKeyValue("cause", failure.toString())
                    .log("kept no snapshot");
            isToldOfFailure = true;
            return false;
        }
    }

    private static void force(Path fresh, Buffer document) throws IOException {
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(document.getBytes());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
