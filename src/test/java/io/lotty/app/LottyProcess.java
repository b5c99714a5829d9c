package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.HttpCaller;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program of Lotty in a process of its own: the project's classes and libraries, none of its tests, and no environment
 * but the given one. Closing it kills it and what it has started.
 */
final class LottyProcess implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofSeconds(90);
    private static final Duration END_LIMIT = Duration.ofSeconds(40);
    private static final long POLL_NANOS = 20_000_000;

    private final Process process;
    private final Path output;
    private final String url;
    private final List<ProcessHandle> children = new ArrayList<>();

    private LottyProcess(Process process, Path output, String url) {
        this.process = process;
        this.output = output;
        this.url = url;
    }

    /** Starts Lotty on a port of the loopback interface; {@link #awaitReady} waits for it. */
    static LottyProcess start(Path output, int port, Map<String, String> settings) {
        return start(output, port, settings, "-Xmx512m");
    }

    /** With a heap of its own size, {@code -Xmx…}. */
    static LottyProcess start(Path output, int port, Map<String, String> settings, String heap) {
        var builder = java(output, heap, Main.class.getName(), List.of());
        builder.environment().putAll(settings);
        builder.environment().put("LOTTY_HTTP_HOST", "127.0.0.1");
        builder.environment().put("LOTTY_HTTP_PORT", Integer.toString(port));
        return start(builder, output, "http://127.0.0.1:" + port);
    }

    /** Starts one of Lotty's commands. */
    static LottyProcess command(Path output, Map<String, String> settings, String... arguments) {
        var builder = java(output, "-Xmx512m", Main.class.getName(), List.of(arguments));
        builder.environment().putAll(settings);
        return start(builder, output, "");
    }

    /** Starts the storefront simulator against a Lotty. */
    static LottyProcess simulator(Path output, String url, String... options) {
        var arguments = new ArrayList<>(List.of("--url", url));
        arguments.addAll(List.of(options));
        return start(java(output, "-Xmx512m", "io.lotty.demo.Storefront", arguments), output, url);
    }

    /** A port that nobody listens on now, and that whoever is started and started again may listen on. */
    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    HttpCaller caller(Map<String, String> headers) {
        return new HttpCaller(url, headers);
    }

    /** Waits until {@code /ready} says yes; returns the time since the start of the JVM. */
    Duration awaitReady() {
        var deadline = System.nanoTime() + READY_LIMIT.toNanos();
        while (!isReady()) {
            assertThat(process.isAlive())
                    .as("Lotty ended; it said:%n%s", output())
                    .isTrue();
            assertThat(System.nanoTime())
                    .as("not ready; it said:%n%s", output())
                    .isLessThan(deadline);
            LockSupport.parkNanos(POLL_NANOS);
        }
        rememberChildren();
        return Duration.between(process.info().startInstant().orElseThrow(), Instant.now());
    }

    /** Asks it to end, as an operator or a container does; returns the exit code. */
    int terminate() {
        rememberChildren();
        process.destroy();
        return awaitEnd();
    }

    int awaitEnd() {
        try {
            assertThat(process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("still running; it said:%n%s", output())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@code kill -9}: nothing is drained, closed or said. */
    void kill() {
        rememberChildren();
        process.destroyForcibly();
        awaitEnd();
    }

    /** The processes that it had started when it was last looked at. */
    List<ProcessHandle> children() {
        return List.copyOf(children);
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        rememberChildren();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        awaitEnd();
    }

    private boolean isReady() {
        try {
            return caller(Map.of()).get("/ready").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private void rememberChildren() {
        if (process.isAlive()) {
            children.clear();
            process.descendants().forEach(children::add);
        }
    }

    private static LottyProcess start(ProcessBuilder builder, Path output, String url) {
        try {
            return new LottyProcess(builder.start(), output, url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder java(Path output, String heap, String program, List<String> arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // the first compiler alone: these processes live for seconds
        var options =
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", heap, "--enable-native-access=ALL-UNNAMED");
        var command = Stream.of(
                        Stream.of(java),
                        coverage(),
                        options.stream(),
                        Stream.of("-cp", classPath(), program),
                        arguments.stream())
                .flatMap(part -> part)
                .toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LOTTY_"));
        return builder;
    }

    /** The agent that watches this JVM watches that one too, and adds to the same file. */
    private static Stream<String> coverage() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:") && argument.contains("jacoco"));
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
