package io.lotty.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An empty logical database of one's own on the tests' Redis; closing it empties it. */
public final class FreshRedis implements AutoCloseable {
    private final URI server;
    private final int number;

    FreshRedis(URI server, int number) throws IOException {
        this.server = server;
        this.number = number;
        flush();
    }

    /** {@code redis://host:port/number}. */
    public String url() {
        return server.resolve("/" + number).toString();
    }

    /** Loses everything, as a Redis does whose disk is gone. */
    public void flush() throws IOException {
        var answer = ask(server, "SELECT " + number, "FLUSHDB");
        if (!answer.equals(List.of("+OK", "+OK", "+OK"))) {
            throw new IOException("Redis does not give database " + number + ": " + answer);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }

    /** The lines that the server answers to inline commands and the {@code QUIT} after them. */
    static List<String> ask(URI server, String... commands) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort());
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            var text = String.join("\r\n", commands) + "\r\nQUIT\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return in.readAllLines();
        }
    }
}
