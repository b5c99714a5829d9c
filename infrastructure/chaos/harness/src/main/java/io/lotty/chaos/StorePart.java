package io.lotty.chaos;

import io.lotty.app.StartFailure;
import io.lotty.app.embedded.KillableStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Postgres or Redis. */
final class StorePart extends Part {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final KillableStore store;
    private final String endSignal;
    private volatile boolean isUp;

    StorePart(Target target, KillableStore store, String endSignal) {
        super(target.text());
        this.store = store;
        this.endSignal = endSignal;
    }

    String url() {
        return store.url();
    }

    /** Killed, it leaves children behind for a moment, which must be gone before it starts. */
    @Override
    void start() {
        Pause.until(this + " starts", START_LIMIT, this::hasStarted);
        isUp = true;
    }

    private boolean hasStarted() {
        try {
            store.start();
            return true;
        } catch (StartFailure notYet) {
            return false;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    Optional<ProcessHandle> process() throws IOException {
        return store.process();
    }

    @Override
    boolean isReady() {
        return isUp;
    }

    @Override
    Optional<ProcessHandle> expectEnd() throws IOException {
        isUp = false;
        return process();
    }

    @Override
    String endSignal() {
        return endSignal;
    }
}
