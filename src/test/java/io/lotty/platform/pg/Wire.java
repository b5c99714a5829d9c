package io.lotty.platform.pg;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A wire to a database that can be cut: the connections through it end without a word, new ones work. */
final class Wire implements AutoCloseable {
    private final Queue<NetSocket> sockets = new ConcurrentLinkedQueue<>();
    private final URI database;
    private final NetServer server;

    Wire(Vertx vertx, URI database) {
        this.database = database;
        var client = vertx.createNetClient();
        server = vertx.createNetServer().connectHandler(near -> {
            near.pause();
            client.connect(database.getPort(), database.getHost()).onSuccess(far -> {
                sockets.add(near);
                sockets.add(far);
                near.pipeTo(far);
                far.pipeTo(near);
                near.resume();
            });
        });
        server.listen(0, "127.0.0.1").await();
    }

    String url() {
        return "postgresql://" + database.getUserInfo() + "@127.0.0.1:" + server.actualPort() + database.getPath();
    }

    void cut() {
        for (var socket = sockets.poll(); socket != null; socket = sockets.poll()) {
            socket.close().await();
        }
    }

    @Override
    public void close() {
        server.close().await();
    }
}
