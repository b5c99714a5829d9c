package io.lotty.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Covers("OPS-3")
class DrainingServerIT {
    /** Shorter than the time after which connections are cut. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void a_connection_that_asks_first_when_the_server_stops_is_answered_and_ends() throws IOException {
        var server = new DrainingServer(
                vertx.createHttpServer(), request -> request.response().end("here"));
        int port = server.listen(0, "127.0.0.1").await();
        try (var silent = connect(port);
                var known = connect(port)) {
            ask(known);
            known.getInputStream().readNBytes(1); // so both are known to the server, for it takes them in turn

            var stopped = server.stop();
            assertThat(known.getInputStream().readAllBytes()).asString(US_ASCII).endsWith("here");
            ask(silent);

            assertThat(silent.getInputStream().readAllBytes())
                    .asString(US_ASCII)
                    .startsWith("HTTP/1.1 200 OK")
                    .endsWith("here");
            stopped.await();
        }
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) LIMIT.toMillis());
        return socket;
    }

    private static void ask(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: lotty\r\n\r\n".getBytes(US_ASCII));
    }
}
