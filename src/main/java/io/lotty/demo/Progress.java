package io.lotty.demo;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Says every two seconds how far the run is. A line each time, since Maven passes on whole lines only. */
final class Progress implements AutoCloseable {
    private static final int EVERY_SECONDS = 2;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    private final Supplier<String> line;
    private final Screen screen;

    private Progress(Supplier<String> line, Screen screen) {
        this.line = line;
        this.screen = screen;
    }

    static Progress start(Supplier<String> line, Screen screen) {
        var progress = new Progress(line, screen);
        var _ = progress.clock.scheduleAtFixedRate(progress::say, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        return progress;
    }

    private void say() {
        screen.say(line.get());
    }

    /** Stops, and says the last line. */
    @Override
    public void close() {
        clock.shutdownNow();
        say();
    }
}
