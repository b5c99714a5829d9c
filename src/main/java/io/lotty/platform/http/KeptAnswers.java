package io.lotty.platform.http;

import java.util.function.Supplier;

/** Where answers are kept under their idempotency keys, each in one transaction with the change that it tells of. */
@FunctionalInterface
public interface KeptAnswers {
    /** Keeps nothing: every request is done, whatever its key. */
    KeptAnswers NOWHERE = (request, work) -> work.get();

    /**
     * Does the work and keeps its answer for a day, both or neither; or, when it was done before, gives the answer that
     * is kept. Who comes with the key of work under way waits for its end. What the work throws is thrown on.
     */
    Answer once(KeyedRequest request, Supplier<Answer> work);
}
