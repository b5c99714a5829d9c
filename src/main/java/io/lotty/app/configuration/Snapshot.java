package io.lotty.app.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last configuration on disk, with which an edge starts while Redis is out of reach. */
final class Snapshot {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

    private final Path file;

    Snapshot(Path dataDir) {
        this.file = dataDir.resolve("configuration.json");
    }

    /** A missing or unreadable one is none. */
    Optional<Configuration> read() {
        try {
            return Files.exists(file)
                    ? Optional.of(ConfigurationJson.decode(Files.readString(file)))
                    : Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("cause", unreadable.toString())
                    .log("ignored the snapshot");
            return Optional.empty();
        }
    }

    /** Readable by its owner alone, for it holds the hashes of API keys. Writes beside and renames, so that a kill leaves the old one whole. A failure is logged, not thrown. */
    void write(String document) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "configuration", ".tmp");
            try {
                Files.writeString(fresh, document);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException failure) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("cause", failure.toString())
                    .log("kept no snapshot");
        }
    }
}
