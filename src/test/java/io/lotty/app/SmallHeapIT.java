package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An edge in a heap of 256 MB serves while its configuration is changed twenty times a second. Properties: {@code
 * lotty.heap.flags}, {@code .experiments}, {@code .changes}, and {@code .bound} in milliseconds at p99.
 */
@WithStores
@Covers({"DEC-9", "DEC-10"})
@Timeout(600)
class SmallHeapIT {
    private static final Logger LOG = LoggerFactory.getLogger(SmallHeapIT.class);
    private static final int FLAGS = Integer.getInteger("lotty.heap.flags", 500);
    private static final int EXPERIMENTS = Integer.getInteger("lotty.heap.experiments", 100);
    private static final int CHANGES = Integer.getInteger("lotty.heap.changes", 40);
    private static final double BOUND_MILLIS = Long.getLong("lotty.heap.bound", 2_000);
    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    @TempDir
    private Path folder;

    @Test
    void an_edge_in_256_mb_serves_while_its_configuration_is_swapped(FreshDatabase database, FreshRedis redis)
            throws SQLException {
        try (var management = RunningLotty.start(database, redis)) {
            var trial = Trial.draft(management, new JsonObject()).after("submit", "approve", "start");
            Crowd.join(database, FLAGS, EXPERIMENTS);
            try (var edge = edge(redis, management.url())) {
                edge.awaitReady();
                try (var load = DecideLoad.start(edge.url(), 4)) {
                    long still = System.nanoTime();
                    load.await(false, 300);
                    long begun = System.nanoTime();
                    for (int i = 0; i < CHANGES; i++) {
                        long next = System.nanoTime() + BETWEEN_NANOS;
                        trial.after(i % 2 == 0 ? "pause" : "resume");
                        LockSupport.parkNanos(next - System.nanoTime());
                    }
                    long ended = System.nanoTime();
                    var before = new Latencies(load.between(still, begun));
                    var during = new Latencies(load.between(begun, ended));
                    LOG.warn(
                            "256 MB, {} flags, {} running experiments; before: {}; during {} changes in {} ms, {} of them taken one by one: {}; heap in use {} MB",
                            FLAGS,
                            EXPERIMENTS,
                            before,
                            CHANGES,
                            TimeUnit.NANOSECONDS.toMillis(ended - begun),
                            edge.output()
                                    .lines()
                                    .filter(line -> line.contains("took a new configuration"))
                                    .count(),
                            during,
                            heapMegabytes(edge));
                    assertThat(load.refused()).isEmpty();
                    assertThat(during.quantileMillis(0.99)).isLessThanOrEqualTo(BOUND_MILLIS);
                }
                assertThat(edge.output()).doesNotContain("OutOfMemoryError");
            }
        }
    }

    private LottyProcess edge(FreshRedis redis, String managementUrl) {
        var settings = Map.of(
                "LOTTY_PROFILE",
                "demo",
                "LOTTY_ROLES",
                "http",
                "LOTTY_LOG_LEVEL",
                "INFO",
                "LOTTY_DATA_DIR",
                folder.resolve("edge").toString(),
                "LOTTY_REDIS_URL",
                redis.url(),
                "LOTTY_MANAGEMENT_URL",
                managementUrl);
        return LottyProcess.start(folder.resolve("edge.log"), LottyProcess.freePort(), settings, "-Xmx256m");
    }

    private static long heapMegabytes(LottyProcess edge) {
        return edge.caller(Map.of())
                        .get("/metrics")
                        .body()
                        .lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()
                / 1024
                / 1024;
    }
}
