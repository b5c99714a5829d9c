package io.lotty.app.embedded;

import io.lotty.app.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** A store's process: of this Lotty, or left behind by one that was killed. */
final class Child {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 10;

    private final ProcessHandle process;

    private Child(ProcessHandle process) {
        this.process = process;
    }

    /** Starts a server and waits until it is ready. Ctrl-C in a terminal does not reach it. */
    static Child start(List<String> command, Path log, BooleanSupplier ready) throws IOException {
        var whole = new ArrayList<>(ownSession());
        whole.addAll(command);
        var process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!ready.getAsBoolean()) {
            if (exits(process) || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new StartFailure(
                        "The embedded " + log.getFileName().toString().replace(".log", "") + " did not start ("
                                + lastLine(log) + "); see " + log + ".");
            }
        }
        return new Child(process.toHandle());
    }

    /** Runs a command to its end; its output goes to the log. */
    static void run(List<String> command, Path log) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (waitFor(process) != 0) {
            throw new StartFailure(
                    "The command " + command.getFirst() + " failed (" + lastLine(log) + "); see " + log + ".");
        }
    }

    static boolean succeeds(List<String> prefix, String... command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        try {
            return waitFor(new ProcessBuilder(whole)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start())
                    == 0;
        } catch (IOException e) {
            return false; // there is no such program here
        }
    }

    /** The process whose id the file names, when it is alive, runs that program, and was started for that folder. */
    static Optional<Child> leftBehind(Path pidFile, String program, Path folder) throws IOException {
        return named(pidFile)
                .filter(process -> process.info().command().orElse("").contains(program)
                        && List.of(process.info().arguments().orElse(new String[0]))
                                .contains(folder.toString()))
                .map(Child::new);
    }

    /** The living process, of whatever kind, whose id is on the file's first line. */
    static Optional<ProcessHandle> named(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        var pid = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        return pid.matches("\\d{1,9}") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
    }

    /** Asks the process to end by a signal, waits, and kills it when it has not ended in time. */
    void stop(String signal) {
        if (!process.isAlive()) {
            return;
        }
        if (!succeeds(List.of("sh", "-c"), "kill -" + signal + " " + process.pid())) {
            process.destroy();
        }
        if (!ended()) {
            process.destroyForcibly();
            ended();
        }
    }

    private boolean ended() {
        try {
            process.onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The command that takes a program out of the terminal's process group, where the machine has one. */
    private static List<String> ownSession() {
        if (succeeds(List.of("setsid"), "true")) {
            return List.of("setsid");
        }
        var perl = List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV");
        return succeeds(perl, "true") ? perl : List.of();
    }

    private static boolean exits(Process process) {
        try {
            return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static String lastLine(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank())
                    .reduce((earlier, later) -> later)
                    .orElse("no output")
                    .strip();
        }
    }
}
