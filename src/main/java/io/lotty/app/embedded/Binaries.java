package io.lotty.app.embedded;

import io.lotty.app.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the servers' programs from the class path into a folder, once. A program appears there whole or not at all, so
 * an interrupted start leaves nothing half-unpacked; several processes may unpack into the same folder.
 */
final class Binaries {
    private static final String REDIS_MAC_AND_INTEL = "6.2.6-v5";
    private static final String REDIS_LINUX_ARM = "6.2.7";

    private final Path folder;

    Binaries(Path folder) {
        this.folder = folder;
    }

    /** The folder that has {@code bin/postgres} and {@code bin/initdb} in it. */
    Path postgres() throws IOException {
        var home = folder.resolve(postgresArchive().replace(".txz", "-" + size(postgresArchive())));
        if (!Files.exists(home)) {
            var unpacking = Files.createTempDirectory(Files.createDirectories(folder), "unpacking");
            Unprivileged.open(unpacking);
            try (var tar = new TarArchiveInputStream(new XZInputStream(resource(postgresArchive())))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(entry, tar, unpacking.resolve(entry.getName()).normalize());
                }
            }
            moveUnlessThere(unpacking, home);
        }
        return home;
    }

    Path redisServer() throws IOException {
        var program = folder.resolve(redisProgram());
        if (!Files.exists(program)) {
            var unpacking = Files.createTempFile(Files.createDirectories(folder), "unpacking", "");
            try (var in = resource(redisProgram())) {
                Files.copy(in, unpacking, StandardCopyOption.REPLACE_EXISTING);
            }
            executable(unpacking);
            moveUnlessThere(unpacking, program);
        }
        return program;
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        if ((entry.getMode() & 0100) != 0) {
            executable(target);
        }
    }

    private static void executable(Path program) throws IOException {
        if (!program.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + program + " executable");
        }
    }

    private static void moveUnlessThere(Path unpacked, Path target) throws IOException {
        try {
            Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.exists(target)) {
                throw e;
            }
            // another process was faster; its copy is as good as ours
        }
    }

    private static InputStream resource(String name) {
        var in = Binaries.class.getResourceAsStream("/" + name);
        if (in == null) {
            throw new StartFailure("Lotty has no embedded Postgres and Redis for this machine (" + name
                    + " is not on the class path); set LOTTY_POSTGRES_URL and LOTTY_REDIS_URL to servers of yours.");
        }
        return in;
    }

    /** Tells one version of the archive from the next, which has the same name. */
    private static long size(String name) throws IOException {
        var url = Binaries.class.getResource("/" + name);
        return url == null ? 0 : url.openConnection().getContentLengthLong();
    }

    private static String postgresArchive() {
        var arm = architecture().equals("arm64") && !system().equals("darwin");
        var alpine = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
        return "postgres-" + system() + "-" + (arm ? "arm_64" : "x86_64") + alpine + ".txz";
    }

    private static String redisProgram() {
        if (system().equals("windows")) {
            return "redis-server-5.0.14.1-windows-amd64.exe";
        }
        var version =
                system().equals("linux") && architecture().equals("arm64") ? REDIS_LINUX_ARM : REDIS_MAC_AND_INTEL;
        return "redis-server-" + version + "-" + system() + "-" + architecture();
    }

    private static String system() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return "darwin";
        }
        return name.startsWith("windows") ? "windows" : "linux";
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }
}
