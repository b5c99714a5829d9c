package io.lotty.app.embedded;

import io.lotty.app.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Postgres refuses to run as root. Started by root, it runs without root's rights: in a user namespace where the kernel
 * allows one, else as {@code nobody} (containers commonly forbid namespaces, but allow to change the user). Started by
 * anyone else, it simply runs.
 */
final class Unprivileged {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;
    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    private Unprivileged() {}

    /** What to put before a command so that it runs without root's rights and may use the given folder. */
    static List<String> prefix(Path folder) throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        if (Child.succeeds(NAMESPACE, "true")) {
            own(folder, ROOT);
            return NAMESPACE;
        }
        if (Child.succeeds(AS_NOBODY, "true")) {
            own(folder, NOBODY);
            if (!Child.succeeds(AS_NOBODY, "test", "-x", folder.toString())) {
                throw new StartFailure("Postgres refuses to run as root, and the user nobody, as whom it runs here, "
                        + "cannot reach " + folder + "; set LOTTY_DATA_DIR to a folder that everyone can enter, "
                        + "or start Lotty as another user than root.");
            }
            return AS_NOBODY;
        }
        return List.of();
    }

    /** Lets everyone read and enter a folder that was made private. */
    static void open(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void own(Path folder, int user) throws IOException {
        if (Files.getAttribute(folder, "unix:uid").equals(user)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var each : (Iterable<Path>) all::iterator) {
                Files.setAttribute(each, "unix:uid", user);
            }
        }
    }
}
