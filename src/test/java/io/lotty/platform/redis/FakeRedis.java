package io.lotty.platform.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A server that speaks just enough of Redis' protocol to say what a test wants to hear: a reply for each command's name. */
final class FakeRedis implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Function<String, String> replies = command -> "+PONG";

    FakeRedis() throws IOException {
        threads.execute(this::accept);
    }

    String url() {
        return "redis://127.0.0.1:" + server.getLocalPort();
    }

    /** From now on; an empty reply is none. */
    void reply(Function<String, String> byCommand) {
        replies = byCommand;
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (var head = in.readLine(); head != null; head = in.readLine()) {
                var command = "";
                for (int part = Integer.parseInt(head.substring(1)); part > 0; part--) {
                    in.readLine();
                    var text = in.readLine();
                    command = command.isEmpty() ? text.toUpperCase(Locale.ROOT) : command;
                }
                var reply = replies.apply(command);
                if (!reply.isEmpty()) {
                    socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException gone) {
            // the caller has hung up
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.shutdownNow();
    }
}
