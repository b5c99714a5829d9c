package io.lotty.app.configuration;

import io.lotty.access.KeyRing;
import io.lotty.decision.Plan;
import io.lotty.event.EventCatalogue;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** The configuration that this process works with. Swapped whole; older ones never replace newer ones. */
public final class LiveConfiguration {
    private static final Configuration NONE =
            new Configuration(0, Plan.EMPTY, new EventCatalogue(Map.of()), KeyRing.EMPTY);

    private final AtomicReference<Configuration> current = new AtomicReference<>(NONE);
    private final List<Consumer<Configuration>> listeners = new CopyOnWriteArrayList<>();
    private final Expected expected = new Expected(this::revision, System::nanoTime);

    /** Whether there is any: before the first one arrives an edge is not ready. */
    public boolean isPresent() {
        return current.get().revision() > 0;
    }

    Configuration current() {
        return current.get();
    }

    public long revision() {
        return current.get().revision();
    }

    public Plan plan() {
        return current.get().plan();
    }

    public EventCatalogue events() {
        return current.get().events();
    }

    public KeyRing keys() {
        return current.get().keys();
    }

    /**
     * Completes, on the caller's context, once a configuration of this revision or a later one is in force. Who meets
     * something that was written under a later revision than this process has asks for it so. It is fetched at once; after
     * {@value ConfigurationFeed#FETCH_LIMIT_MILLIS} ms, or where nobody fetches, this fails with {@link RevisionMissing}.
     */
    public Future<Void> atLeast(long revision) {
        return expected.atLeast(revision);
    }

    /** @param fetcher told of revisions that somebody waits for; it brings them or gives up */
    void fetchBy(LongConsumer fetcher) {
        expected.fetchBy(fetcher);
    }

    void giveUp(long revision) {
        expected.giveUp(revision);
    }

    /** Tells of the configuration in force, and of every later one on the thread that brings it. */
    public void whenSwapped(Consumer<Configuration> listener) {
        listeners.add(listener);
        listener.accept(current.get());
    }

    /** @return whether it was newer than the one before */
    boolean offer(Configuration next) {
        var before = current.getAndUpdate(now -> next.revision() > now.revision() ? next : now);
        if (next.revision() <= before.revision()) {
            return false;
        }
        listeners.forEach(listener -> listener.accept(next));
        expected.arrived(next.revision());
        return true;
    }
}
