package io.lotty.bench;

import io.lotty.app.Main;
import io.lotty.app.configuration.BenchPublisher;
import io.lotty.app.embedded.Durability;
import io.lotty.app.embedded.EmbeddedStores;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Everything that runs during a benchmark: the stores, floors and edges, each a process of its own. */
final class Rig implements AutoCloseable {
    private static final String REDIS = "LOTTY_REDIS_URL";
    /** Not the variable of Lotty's own: what is published here would reach its products. */
    private static final String GIVEN_REDIS = "BENCH_REDIS_URL";

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Optional<EmbeddedStores> stores;
    private final String redis;
    private final Vertx vertx = Vertx.vertx();
    private final BenchPublisher publisher;
    private final HttpClient http = HttpClient.newHttpClient();
    private long revision = System.currentTimeMillis();

    private Rig(Path folder, Optional<EmbeddedStores> stores, String redis) {
        this.folder = folder;
        this.stores = stores;
        this.redis = redis;
        this.publisher = BenchPublisher.open(vertx, redis).await();
        if (publisher.revision().await() > 0) {
            throw new IllegalStateException("this Redis serves a Lotty already: " + redis);
        }
    }

    /** Takes the Redis of {@value #GIVEN_REDIS}, or starts stores of its own, of which Postgres idles. */
    static Rig start() throws IOException {
        var folder = Files.createDirectories(
                        Path.of("target/bench/" + ProcessHandle.current().pid()))
                .toAbsolutePath();
        var given = Optional.ofNullable(System.getenv(GIVEN_REDIS));
        if (given.isPresent()) {
            return new Rig(folder, Optional.empty(), given.get());
        }
        var stores = EmbeddedStores.start(folder, folder.resolveSibling("bin"), Durability.DURABLE);
        return new Rig(folder, Optional.of(stores), stores.redisUrl());
    }

    /** A server under load, and the port it listens on. */
    record Server(JavaProcess process, int port) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    Server floor(List<String> flags) throws IOException {
        int port = JavaProcess.freePort();
        return floor("floor", flags, port, Floor.arguments(port, redis));
    }

    /** The floor without Redis. */
    Server emptyFloor(List<String> flags) throws IOException {
        int port = JavaProcess.freePort();
        return floor("empty-floor", flags, port, Floor.emptyArguments(port));
    }

    private Server floor(String name, List<String> flags, int port, String[] arguments) throws IOException {
        var process = JavaProcess.start(folder, name, flags, Floor.class.getName(), arguments, Map.of());
        var server = new Server(process, port);
        until(server, () -> ask(port, "{\"subject_id\":\"nobody\"}").isPresent());
        return server;
    }

    /** A Lotty as in production that plays the role http alone; it has never heard of a Postgres. */
    Server edge(String name, List<String> flags) throws IOException {
        return lotty(name, flags, new HashMap<>(Map.of("LOTTY_ROLES", "http")));
    }

    /** A Lotty that moves events and assignments to Postgres. */
    Server ingest(List<String> flags) throws IOException {
        return lotty("ingest", flags, new HashMap<>(Map.of("LOTTY_ROLES", "ingest", "LOTTY_POSTGRES_URL", postgres())));
    }

    private String postgres() {
        return stores.map(EmbeddedStores::postgresUrl)
                .orElseThrow(() -> new IllegalStateException("an ingest needs the stores that this starts itself"));
    }

    private Server lotty(String name, List<String> flags, Map<String, String> environment) throws IOException {
        int port = JavaProcess.freePort();
        environment.putAll(Map.of(
                "LOTTY_PROFILE",
                "production",
                "LOTTY_HTTP_HOST",
                "127.0.0.1",
                "LOTTY_HTTP_PORT",
                Integer.toString(port),
                "LOTTY_DATA_DIR",
                folder.resolve(name).toString(),
                REDIS,
                redis,
                "LOTTY_MANAGEMENT_URL",
                "http://127.0.0.1:1",
                "LOTTY_TOKEN_SECRET",
                "of 32 and more letters for benchmarks",
                "LOTTY_DECISION_KEYS",
                "1:another of 32 and more letters for benchmarks"));
        var process = JavaProcess.start(folder, name, flags, Main.class.getName(), new String[0], environment);
        var server = new Server(process, port);
        until(server, () -> status(port, "/ready") > 0);
        return server;
    }

    /** Publishes a configuration and waits until the edge has it. */
    void configure(Server edge, Configurations.Size size) {
        publish(size);
        var wanted = Long.toString(revision);
        var body = "{\"subject_id\":\"nobody\",\"flags\":[\"" + Configurations.REVISION_FLAG + "\"]}";
        until(
                edge,
                () -> ask(edge.port(), body)
                        .map(answer -> answer.getJsonObject("decisions")
                                .getJsonObject(Configurations.REVISION_FLAG)
                                .getValue("value")
                                .toString())
                        .filter(wanted::equals)
                        .isPresent());
    }

    /** Publishes a new revision without waiting for anybody. */
    void publish(Configurations.Size size) {
        revision++;
        publisher.publish(revision, Configurations.document(revision, size)).await();
    }

    /** What Lotty answers to the question; refuses anything but a whole answer. */
    String answer(Server edge, Question question) {
        var answer = ask(edge.port(), question.body().replace('#', '0')).orElseThrow();
        if (answer.getBoolean("degraded")) {
            throw new IllegalStateException("the edge answers without Redis: " + answer);
        }
        return answer.encode();
    }

    /** The ids of decisions about as many subjects. */
    List<String> decisionIds(Server edge, int subjects) {
        return decisionIds(edge, subjects, 1);
    }

    /** The ids of decisions about some subjects, for the first flags of each. */
    List<String> decisionIds(Server edge, int subjects, int flags) {
        return IntStream.range(0, subjects)
                .mapToObj(i -> ask(
                                edge.port(),
                                "{\"subject_id\":\"sender-" + i + "\"" + Configurations.asking(flags) + "}")
                        .orElseThrow()
                        .getJsonObject("decisions"))
                .flatMap(decisions -> IntStream.range(0, flags)
                        .mapToObj(flag -> decisions
                                .getJsonObject(Configurations.flag(flag))
                                .getString("decision_id")))
                .toList();
    }

    /** What Lotty answers to a batch, all of which it must take. */
    String send(Server edge, EventBatch batch) {
        var text = new String(batch.of(0), StandardCharsets.US_ASCII);
        var answer = send(post(edge.port(), EventBatch.PATH, text.substring(text.indexOf("\r\n\r\n") + 4)))
                .orElseThrow();
        if (new JsonObject(answer.body()).getInteger("accepted") != EventBatch.EVENTS) {
            throw new IllegalStateException("the edge does not take the batch: " + answer.body());
        }
        return answer.body();
    }

    /** Takes events that were kept and not stored out of Redis. */
    void forgetEvents() {
        publisher.remove(List.of(Floor.STREAM, "lotty:{events}:*")).await();
    }

    /** Entries of all event streams that are not stored yet. */
    long waitingEntries() {
        return publisher.lengthOf("lotty:{events}:[0-9]*").await();
    }

    /** Inserts into the Postgres that the ingest uses. */
    BareInserts bareInserts(Reported reported, long first) {
        return new BareInserts(vertx, postgres(), reported, first);
    }

    /** Sets what a floor answers. */
    void teach(Server floor, String answer) {
        send(HttpRequest.newBuilder(uri(floor.port(), "/")).PUT(HttpRequest.BodyPublishers.ofString(answer)));
    }

    @Override
    public void close() {
        vertx.close().await();
        stores.ifPresent(EmbeddedStores::close);
        http.close();
    }

    private Optional<JsonObject> ask(int port, String body) {
        return send(post(port, "/api/v1/decide", body))
                .filter(answer -> answer.statusCode() == 200)
                .map(answer -> new JsonObject(answer.body()));
    }

    private static HttpRequest.Builder post(int port, String path, String body) {
        return HttpRequest.newBuilder(uri(port, path))
                .header("Content-Type", "application/json")
                .header("X-API-Key", Configurations.API_KEY)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private int status(int port, String path) {
        return send(HttpRequest.newBuilder(uri(port, path)))
                .map(HttpResponse::statusCode)
                .orElse(0);
    }

    private Optional<HttpResponse<String>> send(HttpRequest.Builder request) {
        try {
            return Optional.of(http.send(request.timeout(ANSWER_LIMIT).build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static void until(Server server, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            server.process().requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited in vain for " + server.process());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
