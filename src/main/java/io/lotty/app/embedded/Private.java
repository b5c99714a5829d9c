package io.lotty.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner may read. */
final class Private {
    private Private() {}

    static void write(Path newFile, String text) throws IOException {
        if (newFile.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    newFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(newFile, text);
    }
}
