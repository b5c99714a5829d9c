package io.lotty.event.pg;

import io.lotty.event.Event;
import io.lotty.event.Events;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Events of several writers at once, gathered: who comes while others' transactions are under way waits, and whoever is next
 * takes along all that wait. One large transaction costs less than several small ones, and what they share, such as a
 * decision's facts, is written once. Threading: any virtual thread.
 */
public final class GatheredEvents implements Events {
    /** One is prepared or synchronised to disk while Postgres works on another. */
    private static final int MAX_AT_ONCE = 2;

    private static final int MAX_EVENTS = 8_000;

    private final PgEvents events;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int atOnce;

    public GatheredEvents(PgEvents events) {
        this.events = events;
    }

    @Override
    public int add(List<Event> batch) {
        var own = new Waiting(batch, Promise.promise());
        var turn = place(own);
        return switch (turn instanceof Turn.Lead ? lead(own) : turn) {
            case Turn.Stored(var fresh) -> fresh;
            case Turn.Failed(var failure) -> throw failure;
            case Turn.Alone _, Turn.Lead _ -> events.add(batch);
        };
    }

    private record Waiting(List<Event> batch, Promise<Turn> turn) {}

    /** What becomes of a batch that waits. */
    private sealed interface Turn {
        /** Its writer stores it, and those that wait as well. */
        record Lead() implements Turn {}

        /** @param fresh how many of its events are new */
        record Stored(int fresh) implements Turn {}

        /** Its writer stores it alone, because one of several batches spoils the transaction. */
        record Alone() implements Turn {}

        record Failed(RuntimeException failure) implements Turn {}
    }

    private Turn place(Waiting own) {
        synchronized (this) {
            if (atOnce < MAX_AT_ONCE) {
                atOnce++;
                return new Turn.Lead();
            }
            waiting.add(own);
        }
        return own.turn().future().await();
    }

    private Turn lead(Waiting own) {
        var group = new ArrayList<Waiting>();
        group.add(own);
        takeWaiting(group);
        try {
            var turns = outcomes(group);
            for (int i = 1; i < group.size(); i++) {
                group.get(i).turn().complete(turns.get(i));
            }
            return turns.getFirst();
        } finally {
            // whatever broke here, nobody waits for ever
            group.forEach(member -> member.turn().tryComplete(new Turn.Alone()));
            handOn();
        }
    }

    private synchronized void takeWaiting(List<Waiting> group) {
        int events = group.getFirst().batch().size();
        for (var next = waiting.peek(); next != null; next = waiting.peek()) {
            events += next.batch().size();
            if (events > MAX_EVENTS) {
                return;
            }
            group.add(waiting.remove());
        }
    }

    /** Whoever has waited longest leads next. */
    private void handOn() {
        Waiting next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                atOnce--;
            }
        }
        if (next != null) {
            next.turn().complete(new Turn.Lead());
        }
    }

    private List<Turn> outcomes(List<Waiting> group) {
        try {
            var kept = events.keep(
                    group.stream().flatMap(member -> member.batch().stream()).toList());
            Set<Event> fresh = Collections.newSetFromMap(new IdentityHashMap<>());
            fresh.addAll(kept);
            return turns(
                    group,
                    member -> new Turn.Stored((int)
                            member.batch().stream().filter(fresh::contains).count()));
        } catch (Unstorable spoilt) {
            return turns(group, member -> group.size() == 1 ? new Turn.Failed(spoilt) : new Turn.Alone());
        } catch (RuntimeException failure) {
            return turns(group, member -> new Turn.Failed(failure));
        }
    }

    private static List<Turn> turns(List<Waiting> group, Function<Waiting, Turn> turn) {
        return group.stream().map(turn).toList();
    }
}
