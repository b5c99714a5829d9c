package io.lotty.app.embedded;

import io.lotty.app.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a data folder for one Lotty. The lock is the operating system's on {@code lock} in the folder, so a killed process
 * leaves none behind; the file's text is the holder's process id, for the message only.
 */
final class FolderLock implements AutoCloseable {
    /** Closing any channel of a file drops all locks of this process on it: a second taker here must not open it. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Takes the lock of an existing folder, whose path is real. */
    static FolderLock take(Path folder) {
        if (!HELD_HERE.add(folder)) {
            throw usedBy(folder, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new FolderLock(folder, locked(folder));
        } catch (RuntimeException e) {
            HELD_HERE.remove(folder);
            throw e;
        }
    }

    private static FileChannel locked(Path folder) {
        var file = folder.resolve("lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw usedBy(folder, Files.readString(file).strip());
            }
            var pid = Long.toString(ProcessHandle.current().pid()) + "\n";
            channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException e) {
            throw DataFolder.notWritable(folder, e);
        }
    }

    private static StartFailure usedBy(Path folder, String pid) {
        return new StartFailure("The data folder " + folder + " is used by another Lotty (process " + pid
                + "); stop that one, or set LOTTY_DATA_DIR to another folder.");
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return; // by now the folder may be held anew
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}
