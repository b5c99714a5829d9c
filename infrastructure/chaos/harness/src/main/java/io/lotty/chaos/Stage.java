package io.lotty.chaos;

import io.lotty.app.embedded.KillableStore;
import io.lotty.event.redis.StreamsInSight;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * All that takes part, each in a process of its own: one or two edges and as many ingests, a management that is the watch
 * too, and the stores. Closing ends it all and deletes its folder; it may be closed at any moment by any thread.
 */
final class Stage implements AutoCloseable {
    private static final int SHARDS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    static final Set<Target> SECONDS = Set.of(Target.EDGE_2, Target.INGEST_2);
    private static final Set<Target> EDGES = Set.of(Target.EDGE_1, Target.EDGE_2);
    private static final Set<Target> INGESTS = Set.of(Target.INGEST_1, Target.INGEST_2);

    private final Path folder;
    private final Set<Target> missing;
    private final List<String> flags;
    private final Vertx vertx = Vertx.vertx();
    private final Map<Target, Part> parts = new EnumMap<>(Target.class);
    private volatile Optional<StreamsInSight> streams = Optional.empty();
    private String postgresUrl = "";
    private volatile boolean isFolderKept;
    private volatile boolean isClosed;
    private final ReentrantLock closing = new ReentrantLock();
    private boolean isEmpty;

    /**
     * Nothing is started yet.
     *
     * @param missing who does not take part: {@link #SECONDS} or nobody
     * @param flags of the JVMs
     */
    Stage(Path folder, Set<Target> missing, List<String> flags) {
        this.folder = folder;
        this.missing = Set.copyOf(missing);
        this.flags = List.copyOf(flags);
    }

    /** Starts everything, and returns when all answer. */
    void open() throws IOException {
        var programs = folder.resolveSibling("bin");
        Files.createDirectories(folder);
        var postgres = KillableStore.postgres(folder, programs, Ports.free());
        begin(Target.POSTGRES, new StorePart(Target.POSTGRES, postgres, "INT"));
        var redis = KillableStore.redis(folder, programs, Ports.free());
        begin(Target.REDIS, new StorePart(Target.REDIS, redis, "TERM"));
        postgresUrl = postgres.url();
        streams = Optional.of(StreamsInSight.open(vertx, redis.url(), SHARDS));
        int management = Ports.free();
        var common = Map.of(
                "LOTTY_PROFILE",
                "demo",
                "LOTTY_HTTP_HOST",
                "127.0.0.1",
                "LOTTY_REDIS_URL",
                redis.url(),
                "LOTTY_POSTGRES_POOL_SIZE",
                "8",
                "LOTTY_EVENTS_SHARDS",
                Integer.toString(SHARDS),
                "LOTTY_MANAGEMENT_URL",
                "http://127.0.0.1:" + management);
        beginLotty(Target.MANAGEMENT, management, "experiments,watch", common);
        await(Target.MANAGEMENT); // which migrates the database and makes what the others begin with
        for (var edge : playing(EDGES)) {
            beginLotty(edge, Ports.free(), "http", common);
        }
        for (var ingest : playing(INGESTS)) {
            beginLotty(ingest, Ports.free(), "ingest", common);
        }
        awaitAll();
    }

    void awaitAll() {
        for (var target : playing(EnumSet.allOf(Target.class))) {
            await(target);
        }
    }

    private List<Target> playing(Set<Target> targets) {
        return targets.stream()
                .filter(target -> !missing.contains(target))
                .sorted()
                .toList();
    }

    Part part(Target target) {
        synchronized (parts) {
            return Objects.requireNonNull(parts.get(target));
        }
    }

    List<Api> edges() {
        return playing(EDGES).stream().map(this::api).toList();
    }

    Api management() {
        return api(Target.MANAGEMENT);
    }

    StreamsInSight streams() {
        return streams.orElseThrow();
    }

    String postgresUrl() {
        return postgresUrl;
    }

    /** How often a Lotty ended without having been asked to. */
    int ownEnds() {
        return all().stream()
                .mapToInt(part -> part instanceof LottyPart lotty ? lotty.ownEnds() : 0)
                .sum();
    }

    /** For whoever wants to know what went wrong. */
    void keepFolder() {
        isFolderKept = true;
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Those that use the stores end first. Whoever comes second waits for the first. */
    @Override
    public void close() {
        synchronized (parts) {
            isClosed = true;
        }
        all().forEach(Part::give);
        closing.lock();
        try {
            if (!isEmpty) {
                empty();
                isEmpty = true;
            }
        } finally {
            closing.unlock();
        }
    }

    private void empty() {
        streams.ifPresent(StreamsInSight::close);
        vertx.close().await();
        all().stream().filter(LottyPart.class::isInstance).forEach(Part::close);
        all().stream().filter(StorePart.class::isInstance).forEach(Part::close);
        if (isFolderKept) {
            IO.println("logs and data are kept in " + folder);
        } else {
            delete();
        }
    }

    private void beginLotty(Target target, int port, String roles, Map<String, String> common) throws IOException {
        var environment = new HashMap<>(common);
        environment.put("LOTTY_ROLES", roles);
        environment.put("LOTTY_HTTP_PORT", Integer.toString(port));
        environment.put("LOTTY_DATA_DIR", folder.resolve(target.text()).toString());
        if (!EDGES.contains(target)) {
            environment.put("LOTTY_POSTGRES_URL", postgresUrl);
        }
        begin(target, new LottyPart(target, folder, port, flags, environment));
    }

    private void begin(Target target, Part part) throws IOException {
        synchronized (parts) {
            if (isClosed) {
                throw new IllegalStateException("everything is ending");
            }
            parts.put(target, part);
        }
        part.begin();
    }

    private void await(Target target) {
        Pause.until(target.text() + " answers; see its log in " + folder, PATIENCE, part(target)::isReady);
    }

    private Api api(Target target) {
        return ((LottyPart) part(target)).api();
    }

    private Collection<Part> all() {
        synchronized (parts) {
            return List.copyOf(parts.values());
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            IO.println("something is left in " + folder + ": " + left);
        }
    }
}
