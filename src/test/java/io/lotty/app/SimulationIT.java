package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The storefront's whole day against one process with embedded stores. {@link Simulation} tells how to have more of it. */
@Covers({"EVT-3", "EVT-4", "DEC-5", "REP-1"})
@Timeout(600)
class SimulationIT {
    @TempDir
    private Path folder;

    private final int port = LottyProcess.freePort();
    private LottyProcess lotty;

    @BeforeEach
    void start() throws IOException {
        Simulation.shareThePrograms(folder.resolve("data"));
        lotty = LottyProcess.start(folder.resolve("lotty.log"), port, settings());
        lotty.awaitReady();
    }

    @AfterEach
    void close() {
        lotty.close();
    }

    @Test
    void a_lotty_that_is_killed_amid_the_run_and_started_again_gives_equal_figures() {
        try (var storefront = Simulation.start(folder.resolve("storefront.log"), lotty.url())) {
            awaitEvents(Simulation.SUBJECTS / 2);
            lotty.kill();
            var orphans = lotty.children();
            lotty = LottyProcess.start(folder.resolve("restarted.log"), port, settings());
            lotty.awaitReady();

            Simulation.awaitEqualFigures(storefront);
            assertThat(storefront.output()).contains("waiting for Lotty", "Lotty answers again");
            assertThat(orphans).noneMatch(ProcessHandle::isAlive);
        }
    }

    private void awaitEvents(int count) {
        var accepted = Pattern.compile("(?m)^lotty_events_ingested_total\\{[^}]*} ([0-9.E]+)$");
        while (accepted.matcher(lotty.caller(Map.of()).get("/metrics").body())
                        .results()
                        .mapToDouble(line -> Double.parseDouble(line.group(1)))
                        .sum()
                < count) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private Map<String, String> settings() {
        return Map.of("LOTTY_DATA_DIR", folder.resolve("data").toString());
    }
}
