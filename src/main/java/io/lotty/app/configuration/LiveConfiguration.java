package io.lotty.app.configuration;

import io.lotty.access.KeyRing;
import io.lotty.decision.Plan;
import io.lotty.event.EventCatalogue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The configuration that this process works with. Swapped whole; older ones never replace newer ones. */
public final class LiveConfiguration {
    private static final Configuration NONE =
            new Configuration(0, Plan.EMPTY, new EventCatalogue(Map.of()), KeyRing.EMPTY);

    private final AtomicReference<Configuration> current = new AtomicReference<>(NONE);
    private final List<Consumer<Configuration>> listeners = new CopyOnWriteArrayList<>();

    /** Whether there is any: before the first one arrives an edge is not ready. */
    public boolean isPresent() {
        return current.get().revision() > 0;
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
        return true;
    }
}
