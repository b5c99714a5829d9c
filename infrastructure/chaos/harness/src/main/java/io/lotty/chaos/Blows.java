package io.lotty.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does to the parts what a schedule says. */
final class Blows {
    private Blows() {}

    /** Returns when everything that was hit answers again; what does not come back in time is a failure. */
    static List<Hit> deal(Schedule schedule, Stage stage, long beginNanos) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var dealt = new ArrayList<Future<Hit>>();
            for (var strike : schedule.strikes()) {
                Pause.until(beginNanos + strike.at().toNanos());
                for (var blow : strike.blows()) {
                    dealt.add(threads.submit(() -> stage.part(blow.target()).suffer(blow)));
                }
            }
            var hits = new ArrayList<Hit>();
            for (var hit : dealt) {
                hits.add(hit.get());
            }
            return hits;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
