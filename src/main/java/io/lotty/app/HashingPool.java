package io.lotty.app;

import io.lotty.access.Hashing;
import io.lotty.access.Passwords;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes passwords aside, on threads of its own, so that everybody else's calls go on while people log in. Two at once:
 * each takes 19 MiB and a core. Whoever finds too many before him is asked to come again.
 */
final class HashingPool implements Hashing {
    private static final int THREADS = 2;
    private static final int MAX_WAITING = 32;
    private static final int RETRY_SECONDS = 2;

    private final WorkerExecutor workers;
    private final AtomicInteger present = new AtomicInteger();

    HashingPool(Vertx vertx) {
        this.workers = vertx.createSharedWorkerExecutor("passwords", THREADS);
    }

    @Override
    public String hash(String password) {
        return aside(() -> Passwords.hash(password));
    }

    @Override
    public boolean matches(String password, String hash) {
        return aside(() -> Passwords.matches(password, hash));
    }

    @Override
    public void pretend(String password) {
        aside(() -> {
            Passwords.pretend(password);
            return true;
        });
    }

    /** Waits for the result; on a virtual thread nobody else waits with it. */
    private <T> T aside(Callable<T> work) {
        if (present.incrementAndGet() > THREADS + MAX_WAITING) {
            present.decrementAndGet();
            throw new Refusal.Unavailable("Too many people log in at this moment. Try again.", RETRY_SECONDS);
        }
        try {
            return workers.executeBlocking(work, false).await();
        } finally {
            present.decrementAndGet();
        }
    }
}
