package io.lotty.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process that is to run through whatever befalls it. What befalls one part comes one after the other. */
abstract sealed class Part implements AutoCloseable permits LottyPart, StorePart {
    private static final Duration END_LIMIT = Duration.ofSeconds(60);
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(90);

    private final String name;
    private final ReentrantLock fate = new ReentrantLock();
    private final CountDownLatch given = new CountDownLatch(1);
    private final AtomicInteger hits = new AtomicInteger();

    Part(String name) {
        this.name = name;
    }

    /** Starts the process. A store is ready then; a Lotty may not be. */
    abstract void start() throws IOException;

    /** The one that runs now, or is starting. */
    abstract Optional<ProcessHandle> process() throws IOException;

    abstract boolean isReady();

    /** It is about to end, and that is nobody's fault but ours; says which process is. */
    abstract Optional<ProcessHandle> expectEnd() throws IOException;

    /** The signal by which it is asked to end: {@code TERM}, or what means the same to it. */
    abstract String endSignal();

    final void begin() throws IOException {
        fate.lock();
        try {
            startUnlessGiven();
        } finally {
            fate.unlock();
        }
    }

    /** Hits the process, sees to it that it runs again after the pause, and waits until it answers or is hit again. */
    final Hit suffer(Schedule.Blow blow) throws IOException {
        long hitAt;
        long againAt;
        int mine;
        boolean wasUp;
        fate.lock();
        try {
            mine = hits.incrementAndGet();
            hitAt = System.nanoTime();
            wasUp = process().filter(ProcessHandle::isAlive).isPresent();
            againAt = switch (blow.weapon()) {
                case FREEZE -> freeze(blow.pause());
                case KILL -> restart("KILL", blow.pause());
                case TERM -> restart(endSignal(), blow.pause());
            };
        } finally {
            fate.unlock();
        }
        Pause.until(name + " answers again", RECOVERY_LIMIT, () -> hits.get() != mine || isReady() || isGiven());
        long now = System.nanoTime();
        return new Hit(blow, wasUp, hits.get() == mine, Duration.ofNanos(now - hitAt), Duration.ofNanos(now - againAt));
    }

    /** @return when it woke */
    private long freeze(Duration pause) throws IOException {
        var victim = process().filter(ProcessHandle::isAlive);
        victim.ifPresent(process -> signal("STOP", process));
        pause(pause);
        victim.ifPresent(process -> signal("CONT", process));
        return System.nanoTime();
    }

    /** @return when it was started */
    private long restart(String signal, Duration pause) throws IOException {
        expectEnd().filter(ProcessHandle::isAlive).ifPresent(process -> end(signal, process));
        pause(pause);
        long now = System.nanoTime();
        startUnlessGiven();
        return now;
    }

    /** Starts nothing from now on, and waits for nothing. */
    final void give() {
        given.countDown();
    }

    final boolean isGiven() {
        return given.getCount() == 0;
    }

    /** Ends it for good. */
    @Override
    public final void close() {
        give();
        fate.lock();
        try {
            expectEnd()
                    .filter(ProcessHandle::isAlive)
                    .ifPresent(process -> end(this instanceof LottyPart ? "KILL" : endSignal(), process));
        } catch (IOException unreadable) {
            throw new IllegalStateException(name + " may still be running", unreadable);
        } finally {
            fate.unlock();
        }
    }

    @Override
    public final String toString() {
        return name;
    }

    private void startUnlessGiven() throws IOException {
        if (!isGiven()) {
            start();
        }
    }

    /** As long as nobody gives it up. */
    private void pause(Duration length) {
        try {
            given.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(String signal, ProcessHandle process) {
        signal(signal, process);
        try {
            process.onExit().get(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException tooLong) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    name + " did not end within " + END_LIMIT.toSeconds() + " s of SIG" + signal, tooLong);
        } catch (InterruptedException | ExecutionException impossible) {
            process.destroyForcibly();
            throw new IllegalStateException(impossible);
        }
    }

    /** By the shell, which every machine has. Postgres consists of many processes, which stop and go on together. */
    private static void signal(String signal, ProcessHandle process) {
        boolean isForAll = signal.equals("STOP") || signal.equals("CONT");
        var ids = Stream.concat(Stream.of(process), isForAll ? process.descendants() : Stream.empty())
                .map(each -> Long.toString(each.pid()))
                .collect(Collectors.joining(" "));
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + ids)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException noShell) {
            throw new IllegalStateException(noShell);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
