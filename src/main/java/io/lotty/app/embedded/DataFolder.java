package io.lotty.app.embedded;

import io.lotty.app.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder that holds the stores' files, as it must be before anything is started over it. */
final class DataFolder {
    private DataFolder() {}

    /** Makes the folder when missing and returns its real path; refuses one that cannot be used. */
    static Path usable(Path given) {
        var folder = given.toAbsolutePath().normalize();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new StartFailure(folder + " is a file, but Lotty needs a folder there for its data; "
                    + "move the file away, or set LOTTY_DATA_DIR to another folder.");
        }
        try {
            var real = Files.createDirectories(folder).toRealPath();
            for (var needed : List.of(real, real.resolve("bin"), real.resolve("postgres"), real.resolve("redis"))) {
                if (Files.exists(needed) && !Files.isWritable(needed)) {
                    throw notWritable(needed, null);
                }
            }
            return real;
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    static StartFailure notWritable(Path folder, @org.jspecify.annotations.Nullable IOException cause) {
        var sentence = "The user " + System.getProperty("user.name") + " cannot write to the data folder " + folder
                + "; make it writable, or set LOTTY_DATA_DIR to another folder.";
        return cause == null ? new StartFailure(sentence) : new StartFailure(sentence, cause);
    }
}
