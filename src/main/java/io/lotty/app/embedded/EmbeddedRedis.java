package io.lotty.app.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Redis over {@code redis} in the data folder. */
final class EmbeddedRedis {
    private static final int PING_TIMEOUT_MILLIS = 1_000;

    private final Child child;
    private final String url;

    private EmbeddedRedis(Child child, String url) {
        this.child = child;
        this.url = url;
    }

    static EmbeddedRedis start(Path dataDir, Path program, Durability durability) throws IOException {
        return start(dataDir, program, durability, FreePort.find());
    }

    static EmbeddedRedis start(Path dataDir, Path program, Durability durability, int port) throws IOException {
        var data = Files.createDirectories(dataDir.resolve("redis"));
        var pidFile = data.resolve("redis.pid");
        Child.leftBehind(pidFile, "redis-server", data).ifPresent(child -> child.stop("TERM"));
        Files.deleteIfExists(pidFile);
        var command = new ArrayList<>(List.of(program.toString(), "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--dir", data.toString(), "--pidfile", pidFile.toString()));
        command.addAll(List.of("--save", "", "--maxmemory-policy", "noeviction"));
        // the arguments stay readable, so that the next Lotty knows its own
        command.addAll(List.of("--set-proc-title", "no"));
        switch (durability) {
            case DURABLE -> command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always"));
            case FAST -> command.addAll(List.of("--appendonly", "no", "--databases", "1024"));
        }
        var child = Child.start(command, dataDir.resolve("redis.log"), () -> answers(port));
        return new EmbeddedRedis(child, "redis://127.0.0.1:" + port);
    }

    String url() {
        return url;
    }

    void stop() {
        child.stop("TERM");
    }

    /** While it loads its data, Redis answers a ping with an error. */
    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PING_TIMEOUT_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException e) {
            return false;
        }
    }
}
