package io.lotty.chaos;

import io.lotty.app.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Lotty in a JVM of its own, with this JVM's class path. When it ends by itself, as it does when Postgres is away while it
 * starts, it is started again, as by any supervisor.
 */
final class LottyPart extends Part {
    /** Flags for processes that live for minutes. */
    static final List<String> LASTING = List.of("-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    /** The first compiler alone: these processes live for seconds. */
    static final List<String> SHORT_LIVED =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    private static final Duration REST = Duration.ofMillis(500);

    private final Path log;
    private final List<String> flags;
    private final Map<String, String> environment;
    private final Api api;
    private final AtomicInteger ownEnds = new AtomicInteger();
    private volatile Optional<Process> current = Optional.empty();

    LottyPart(Target target, Path folder, int port, List<String> flags, Map<String, String> environment) {
        super(target.text());
        this.log = folder.resolve(target.text() + ".log");
        this.flags = List.copyOf(flags);
        this.environment = Map.copyOf(environment);
        this.api = new Api("http://127.0.0.1:" + port);
    }

    Api api() {
        return api;
    }

    /** How often it ended without having been asked to. */
    int ownEnds() {
        return ownEnds.get();
    }

    @Override
    synchronized void start() throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), Main.class.getName()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("LOTTY_"));
        builder.environment().putAll(environment);
        var process = builder.start();
        current = Optional.of(process);
        Thread.ofVirtual().start(() -> watch(process));
    }

    private void watch(Process process) {
        try {
            process.waitFor();
            ended(process);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended(Process process) {
        if (isExpected(process)) {
            return;
        }
        ownEnds.incrementAndGet();
        Pause.of(REST);
        startUnlessExpected(process);
    }

    private synchronized void startUnlessExpected(Process ended) {
        try {
            if (!isExpected(ended) && !isGiven()) {
                start();
            }
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Whether somebody ends it, and starts the next one if there is to be one. */
    private boolean isExpected(Process ended) {
        return current.filter(ended::equals).isEmpty();
    }

    @Override
    Optional<ProcessHandle> process() {
        return current.map(Process::toHandle);
    }

    @Override
    boolean isReady() {
        return current.filter(Process::isAlive).isPresent() && api.isReady();
    }

    @Override
    synchronized Optional<ProcessHandle> expectEnd() {
        var ending = process();
        current = Optional.empty();
        return ending;
    }

    @Override
    String endSignal() {
        return "TERM";
    }
}
