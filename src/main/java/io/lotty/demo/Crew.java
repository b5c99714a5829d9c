package io.lotty.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A bounded number of virtual threads that work through a list together. */
final class Crew implements AutoCloseable {
    private final ExecutorService threads;

    Crew(int size) {
        threads = Executors.newFixedThreadPool(
                size, Thread.ofVirtual().name("sender-", 0).factory());
    }

    /** Does the work for each, returns the results in the order of the list. The first failure ends it. */
    <T, R> List<R> each(List<T> list, Function<T, R> work) {
        var tasks =
                list.stream().<Callable<R>>map(item -> () -> work.apply(item)).toList();
        try {
            var results = new ArrayList<R>();
            for (var done : threads.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Stopped("The run was interrupted.");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
