package io.lotty.app.embedded;

import io.lotty.kit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A Redis that a test may kill, freeze and start again: on one port, with its data kept. */
public final class OwnRedis implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path program;
    private final Path folder;
    private final int port;
    private Process process;

    private OwnRedis(Path program, Path folder, int port) throws IOException {
        this.program = program;
        this.folder = folder;
        this.port = port;
        this.process = run();
    }

    public static OwnRedis start() {
        var name = ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        var folder = Path.of("target/own-redis", name);
        try {
            var redis = new OwnRedis(
                    new Binaries(Path.of("target/embedded").toAbsolutePath()).redisServer(),
                    Files.createDirectories(folder).toAbsolutePath(),
                    FreePort.find());
            redis.waitUntilUp();
            return redis;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A URL under which nobody answers. */
    public static String nowhere() throws IOException {
        return "redis://127.0.0.1:" + FreePort.find();
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Kills it as a power cut would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public void restart() throws IOException {
        process = run();
        waitUntilUp();
    }

    /** It accepts connections and requests from now on, and answers none. */
    public void freeze() throws IOException {
        signal("STOP");
    }

    public void thaw() throws IOException {
        signal("CONT");
    }

    /** All that it answers to one inline command. */
    public String ask(String command) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private Process run() throws IOException {
        var command = List.of(
                program.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "always");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private void waitUntilUp() {
        Eventually.holds(() -> ask("PING").startsWith("+PONG"));
    }

    private void signal(String name) throws IOException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.onExit().join().exitValue() != 0) {
            throw new IOException("cannot send " + name);
        }
    }
}
