package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.RunningLotty;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn compile exec:exec} starts: one process, all roles, stores of its own in a fresh folder. */
@Covers({"OPS-1", "OPS-3", "OPS-4"})
@Timeout(180)
class OneProcessIT {
    /** A generous bound for a busy machine; the figure itself is reported. */
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);

    private static final int ENDED_BY_SIGTERM = 143;

    @TempDir
    private static Path folder;

    private static LottyProcess lotty;
    private static Duration firstStart;

    @BeforeAll
    static void start() {
        lotty = LottyProcess.start(folder.resolve("first.log"), LottyProcess.freePort(), settings(data()));
        firstStart = lotty.awaitReady();
    }

    @AfterAll
    static void close() {
        lotty.close();
    }

    @Test
    void it_is_ready_soon_and_says_where_it_is_and_how_to_begin(TestReporter reporter) {
        reporter.publishEntry("first start, JVM start to /ready, ms", Long.toString(firstStart.toMillis()));
        assertThat(firstStart).isLessThan(READY_LIMIT);
        assertThat(lotty.output())
                .contains("Lotty is ready at " + lotty.url().replace("127.0.0.1", "localhost"))
                .contains(RunningLotty.ADMIN + " / " + RunningLotty.PASSWORD)
                .contains("curl -s")
                .contains("X-API-Key: " + RunningLotty.API_KEY)
                .doesNotContain(" WARN ")
                .doesNotContain(" ERROR ");
        assertThat(decide().getString("reason")).isEqualTo("no_experiment");
    }

    @Test
    void asked_to_end_it_takes_its_stores_along_and_the_next_start_finds_the_data(TestReporter reporter) {
        createFlag("kept");
        var stores = lotty.children();

        assertThat(lotty.terminate()).isEqualTo(ENDED_BY_SIGTERM);

        assertThat(lotty.output()).contains("stopped").doesNotContain("did not").doesNotContain("Exception");
        assertThat(stores).hasSizeGreaterThan(2).noneMatch(ProcessHandle::isAlive);
        lotty = LottyProcess.start(folder.resolve("second.log"), LottyProcess.freePort(), settings(data()));
        reporter.publishEntry(
                "restart, JVM start to /ready, ms",
                Long.toString(lotty.awaitReady().toMillis()));
        assertThat(lotty.caller(admin()).get("/api/v1/flags/kept").status()).isEqualTo(200);
    }

    @Test
    void asked_to_end_while_it_starts_it_leaves_no_stores_behind() {
        var early = folder.resolve("early");
        try (var starting = LottyProcess.start(folder.resolve("early.log"), LottyProcess.freePort(), settings(early))) {
            while (!Files.exists(early.resolve("postgres/postmaster.pid"))) {
                Thread.onSpinWait();
            }
            assertThat(starting.terminate()).isEqualTo(ENDED_BY_SIGTERM);
            assertThat(starting.children()).noneMatch(ProcessHandle::isAlive);
            assertThat(early.resolve("postgres/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void a_second_one_on_the_same_folder_ends_with_one_sentence() {
        assertThat(refused("same-folder", settings(data())))
                .isEqualTo("The data folder " + real(data()) + " is used by another Lotty (process " + lotty.pid()
                        + "); stop that one, or set LOTTY_DATA_DIR to another folder.");
    }

    @Test
    void a_folder_that_cannot_be_one_ends_with_one_sentence() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        assertThat(refused("file", settings(file)))
                .startsWith(file + " is a file, but Lotty needs a folder there for its data;");
    }

    @Test
    void wrong_settings_end_with_all_mistakes_in_one_message() {
        assertThat(refused("settings", Map.of("LOTTY_HTTP_PROT", "1", "LOTTY_LOG_LEVEL", "loud", "LOTTY_ROLES", "x")))
                .startsWith("Lotty cannot start with these settings:")
                .contains("LOTTY_HTTP_PROT", "LOTTY_LOG_LEVEL", "LOTTY_ROLES");
    }

    @Test
    void a_taken_port_ends_with_one_sentence() throws IOException {
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var second = LottyProcess.start(folder.resolve("port.log"), holder.getLocalPort(), lonelyEdge())) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.output())
                    .contains("Port " + holder.getLocalPort() + " is taken. Stop what listens there, or choose")
                    .doesNotContain("Exception", "\tat ", "WARNING:");
        }
    }

    private static String refused(String name, Map<String, String> settings) {
        try (var second = LottyProcess.start(folder.resolve(name + ".log"), LottyProcess.freePort(), settings)) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            return second.output().replace("\nstopped", "").strip().lines().reduce("", OneProcessIT::joined);
        }
    }

    /** Leaves out the log, which has its own form: what stays is what a person is told. */
    private static String joined(String before, String line) {
        if (line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO .*")) {
            return before;
        }
        return before.isEmpty() ? line : before + "\n" + line;
    }

    private static JsonObject decide() {
        var body = new JsonObject().put("subject_id", "user-1").put("flags", JsonArray.of("button_color"));
        return lotty.caller(Map.of("X-API-Key", RunningLotty.API_KEY))
                .post("/api/v1/decide", body)
                .json()
                .getJsonObject("decisions")
                .getJsonObject("button_color");
    }

    private static void createFlag(String key) {
        var flag = new JsonObject().put("key", key).put("type", "boolean").put("default_value", false);
        assertThat(lotty.caller(admin()).post("/api/v1/flags", flag).status()).isEqualTo(201);
    }

    private static Map<String, String> admin() {
        var login = new JsonObject().put("email", RunningLotty.ADMIN).put("password", RunningLotty.PASSWORD);
        var session = lotty.caller(Map.of()).post("/api/v1/auth/login", login).json();
        return Map.of("Authorization", "Bearer " + session.getString("access_token"));
    }

    private static Map<String, String> settings(Path data) {
        return Map.of("LOTTY_DATA_DIR", data.toString());
    }

    /** An edge whose Redis and management are nowhere: it starts all the same. */
    private static Map<String, String> lonelyEdge() {
        return Map.of(
                "LOTTY_PROFILE", "demo",
                "LOTTY_ROLES", "http",
                "LOTTY_DATA_DIR", folder.resolve("edge").toString(),
                "LOTTY_REDIS_URL", "redis://127.0.0.1:1",
                "LOTTY_MANAGEMENT_URL", "http://127.0.0.1:1");
    }

    private static Path data() {
        return folder.resolve("data");
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
