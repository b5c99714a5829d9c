package io.lotty.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.app.StartFailure;
import io.lotty.kit.Covers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers("OPS-1")
class EmbeddedStoresIT {
    private static final Path PROGRAMS = Path.of("target/embedded");

    @TempDir
    private Path folder;

    @Test
    void what_was_stored_is_there_after_a_restart() throws SQLException, IOException {
        try (var stores = durable()) {
            StoredData.write(stores, "kept");
        }
        try (var stores = durable()) {
            assertThat(StoredData.read(stores)).isEqualTo(new StoredData("kept", "kept"));
        }
    }

    @Test
    void an_acknowledged_write_is_on_the_disk() throws SQLException, IOException {
        try (var stores = durable()) {
            assertThat(StoredData.query(stores, "SHOW fsync")).isEqualTo("on");
            assertThat(StoredData.query(stores, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(StoredData.query(stores, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(StoredData.redis(stores, "CONFIG GET appendonly")).isEqualTo("yes");
            assertThat(StoredData.redis(stores, "CONFIG GET appendfsync")).isEqualTo("always");
            assertThat(StoredData.redis(stores, "CONFIG GET maxmemory-policy")).isEqualTo("noeviction");
            assertThat(StoredData.redis(stores, "CONFIG GET save")).isEmpty();
        }
    }

    @Test
    void the_stores_listen_on_the_loopback_interface_only() throws SQLException, IOException {
        try (var stores = start()) {
            assertThat(StoredData.query(stores, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(StoredData.query(stores, "SHOW unix_socket_directories")).isEmpty();
            assertThat(StoredData.redis(stores, "CONFIG GET bind")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void the_programs_are_unpacked_into_the_data_folder_unless_told_otherwise() {
        EmbeddedStores.start(folder).close();
        assertThat(folder.resolve("bin")).isNotEmptyDirectory();
    }

    @Test
    void a_second_start_over_the_same_folder_is_refused() throws SQLException, IOException {
        try (var stores = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartFailure.class)
                    .hasMessage(usedByMessage(ProcessHandle.current().pid()));
            assertThat(StoredData.query(stores, "SELECT 1"))
                    .as("the first goes on")
                    .isEqualTo("1");
        }
        start().close();
    }

    @Test
    void after_the_owner_was_killed_the_next_start_finds_its_data() throws Exception {
        var written = folder.resolveSibling(folder.getFileName() + ".written");
        var owner = fork(written);
        await(owner, written);
        assertThatThrownBy(this::start).isInstanceOf(StartFailure.class).hasMessage(usedByMessage(owner.pid()));

        owner.destroyForcibly().waitFor();
        var orphans = new ProcessHandle[] {
            Child.named(folder.resolve("postgres/postmaster.pid")).orElseThrow(),
            Child.named(folder.resolve("redis/redis.pid")).orElseThrow()
        };
        assertThat(orphans).allMatch(ProcessHandle::isAlive);

        try (var stores = durable()) {
            assertThat(orphans).noneMatch(ProcessHandle::isAlive);
            assertThat(StoredData.read(stores))
                    .isEqualTo(new StoredData("from the killed process", "from the killed process"));
        }
    }

    @Test
    void after_the_stores_were_killed_the_next_start_finds_their_data() throws SQLException, IOException {
        try (var stores = durable()) {
            StoredData.write(stores, "kept");
            kill(folder.resolve("postgres/postmaster.pid"));
            kill(folder.resolve("redis/redis.pid"));
        }
        try (var stores = durable()) {
            assertThat(StoredData.read(stores)).isEqualTo(new StoredData("kept", "kept"));
        }
    }

    @Test
    void a_stranger_that_now_has_the_old_process_id_is_left_alone() throws IOException {
        start().close();
        var stranger = new ProcessBuilder("cat").start();
        Files.writeString(folder.resolve("postgres/postmaster.pid"), stranger.pid() + "\n" + folder + "\n");
        Files.writeString(folder.resolve("redis/redis.pid"), stranger.pid() + "\n");
        start().close();
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroy();
    }

    @Test
    void an_interrupted_first_start_is_begun_anew() throws IOException {
        Files.createDirectories(folder.resolve("postgres.new/base"));
        Files.writeString(folder.resolve("postgres.password"), "half");
        start().close();
        assertThat(folder.resolve("postgres.new")).doesNotExist();
    }

    @Test
    void a_file_in_the_place_of_the_folder_is_one_sentence() throws IOException {
        var file = Files.writeString(folder.resolve("data"), "");
        assertThatThrownBy(() -> EmbeddedStores.start(file))
                .isInstanceOf(StartFailure.class)
                .hasMessage(file + " is a file, but Lotty needs a folder there for its data; "
                        + "move the file away, or set LOTTY_DATA_DIR to another folder.");
    }

    @Test
    void data_of_another_postgres_is_one_sentence_and_the_folder_is_free_again() throws IOException {
        start().close();
        var version = folder.resolve("postgres/PG_VERSION");
        Files.writeString(version, "17\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("was made by another Postgres than 18");
        Files.writeString(version, "18\n");
        start().close();
    }

    private EmbeddedStores durable() {
        return EmbeddedStores.start(folder, PROGRAMS, Durability.DURABLE);
    }

    /** Where the test is not about the data, the disk need not be waited for. */
    private EmbeddedStores start() {
        return EmbeddedStores.start(folder, PROGRAMS, Durability.FAST);
    }

    /** Waits for its children too: Postgres starts over the same data only when those of the one before have ended. */
    private static void kill(Path pidFile) throws IOException {
        var process = Child.named(pidFile).orElseThrow();
        var all = Stream.concat(Stream.of(process), process.descendants()).toList();
        process.destroyForcibly();
        all.forEach(each -> each.onExit().join());
    }

    private Process fork(Path written) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoresHolder.class.getName(),
                        folder.toString(),
                        PROGRAMS.toString(),
                        written.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        folder.resolveSibling(folder.getFileName() + ".log").toFile())
                .start();
    }

    private static void await(Process owner, Path written) throws InterruptedException {
        while (!Files.exists(written)) {
            assertThat(owner.waitFor(20, TimeUnit.MILLISECONDS))
                    .as("the owner ended")
                    .isFalse();
        }
    }

    private String usedByMessage(long pid) {
        return "The data folder " + folder + " is used by another Lotty (process " + pid
                + "); stop that one, or set LOTTY_DATA_DIR to another folder.";
    }
}
