package io.lotty.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a JVM of its own, with this JVM's class path. Its output goes to a file. */
final class JavaProcess implements AutoCloseable {
    private static final int STOP_SECONDS = 30;
    private static final int MOST_CALM_SECONDS = 120;
    /** Of a second. */
    private static final Duration CALM = Duration.ofMillis(60);

    private final String name;
    private final Process process;
    private final Path log;

    private JavaProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static JavaProcess start(
            Path folder,
            String name,
            List<String> flags,
            String main,
            String[] arguments,
            Map<String, String> environment)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(
                List.of("--enable-native-access=ALL-UNNAMED", "-classpath", System.getProperty("java.class.path")));
        command.add(main);
        command.addAll(List.of(arguments));
        var log = folder.resolve(name + ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("LOTTY_"));
        builder.environment().putAll(environment);
        return new JavaProcess(name, builder.start(), log);
    }

    /** What it has computed so far, on all cores. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    long pid() {
        return process.pid();
    }

    /** Stops it from doing anything until {@link #thaw}. */
    void freeze() throws IOException {
        signal("STOP");
    }

    void thaw() throws IOException {
        signal("CONT");
    }

    private void signal(String name) throws IOException {
        try {
            if (new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                            .start()
                            .waitFor()
                    != 0) {
                throw new IOException("could not send " + name + " to " + this.name);
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits until it computes next to nothing: it has started, and done what it found to do. */
    void awaitCalm() {
        for (int second = 0; second < MOST_CALM_SECONDS; second++) {
            var before = cpu();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            requireAlive();
            if (cpu().minus(before).compareTo(CALM) < 0) {
                return;
            }
        }
        throw new IllegalStateException(name + " does not come to rest; see " + log);
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " has ended; see " + log);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
