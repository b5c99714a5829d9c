package io.lotty.platform.redis;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
public final class FakeRedis implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Function<String, String> replies = command -> "+PONG";

    public FakeRedis() throws IOException {
        threads.execute(this::accept);
    }

    public String url() {
        return "redis://127.0.0.1:" + server.getLocalPort();
    }

    /** From now on; an empty reply is none. */
    public void reply(Function<String, String> byCommand) {
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
                var in = new BufferedInputStream(socket.getInputStream())) {
            while (true) {
                var command = "";
                for (int part = count(in); part > 0; part--) {
                    var text = in.readNBytes(count(in));
                    in.skipNBytes(2);
                    command = command.isEmpty()
                            ? new String(text, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT)
                            : command;
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

    /** The number on a line, after the character that tells of what: parts of a command, or bytes of a part. */
    private static int count(InputStream in) throws IOException {
        in.skipNBytes(1);
        int count = 0;
        for (int digit = in.read(); digit != '\r'; digit = in.read()) {
            if (digit < 0) {
                throw new EOFException();
            }
            count = 10 * count + digit - '0';
        }
        in.skipNBytes(1);
        return count;
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
