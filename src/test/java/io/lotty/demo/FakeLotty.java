package io.lotty.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As much of Lotty's HTTP as the storefront uses, in memory, with the troubles of a network. Its own reckoning is in
 * {@link FakeStore}; nothing of the storefront's truth is used there.
 */
final class FakeLotty implements AutoCloseable {
    private final FakeStore store = new FakeStore();
    private final AtomicInteger eventPosts = new AtomicInteger();
    private final int port;
    private volatile HttpServer server;
    private volatile int lostAnswerEvery = Integer.MAX_VALUE;
    private volatile int busyEvery = Integer.MAX_VALUE;

    FakeLotty() throws IOException {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    String url() {
        return "http://localhost:" + port;
    }

    FakeStore store() {
        return store;
    }

    /** Every so many batches are stored, and the answer is lost. */
    void loseAnswers(int every) {
        lostAnswerEvery = every;
    }

    /** Every so many batches are refused for a while. */
    void beBusy(int every) {
        busyEvery = every;
    }

    int eventPosts() {
        return eventPosts.get();
    }

    /** Cuts every connection at once. What is stored stays, as behind a killed process. */
    void kill() {
        server.stop(0);
    }

    void startAgain() throws IOException {
        server = listen(port);
    }

    private HttpServer listen(int at) throws IOException {
        var listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 100);
        listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        listening.createContext("/api/v1/", this::answer);
        listening.start();
        return listening;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var body = text.isEmpty() ? new JsonObject() : new JsonObject(text);
            var path = exchange.getRequestURI().getPath().substring("/api/v1".length());
            if (path.equals("/events")) {
                events(exchange, body);
            } else {
                send(exchange, answer(exchange.getRequestMethod(), path, body));
            }
        }
    }

    private void events(HttpExchange exchange, JsonObject body) throws IOException {
        var number = eventPosts.incrementAndGet();
        if (number % busyEvery == 0) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            send(exchange, new FakeStore.Reply(503, new JsonObject().put("code", "events_unavailable")));
            return;
        }
        var reply = store.take(body.getJsonArray("events"));
        if (number % lostAnswerEvery != 0) {
            send(exchange, reply);
        }
    }

    private FakeStore.Reply answer(String method, String path, JsonObject body) {
        return switch (method + " " + path) {
            case "POST /auth/login" -> new FakeStore.Reply(200, new JsonObject().put("access_token", "token"));
            case "POST /users" -> store.create("/users", body.getString("email"), body);
            case "POST /metrics" -> store.create("/metrics", body.getString("key"), body);
            case "POST /flags" -> store.create("/flags", body.getString("key"), body);
            case "POST /decide" -> store.decide(body);
            case "POST /experiments" -> store.createExperiment(body);
            case "GET /experiments" ->
                new FakeStore.Reply(200, new JsonObject().put("items", new JsonArray(store.experiments())));
            default -> store.answer(method, path);
        };
    }

    private static void send(HttpExchange exchange, FakeStore.Reply reply) throws IOException {
        var bytes = reply.body().encode().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
