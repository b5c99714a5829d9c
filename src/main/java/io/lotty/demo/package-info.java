/**
 * The storefront: a make-believe shop that uses Lotty as any product would, over HTTP only, and then checks its answers.
 *
 * <p>Promise: it knows the truth, because it chose every click and purchase itself, and says whether Lotty's report
 * agrees with it: counts and sums exactly, means and quantiles to 1e-9 relative. It can be stopped and started again;
 * the same run sends the same events under the same ids.
 *
 * <p>Invariant: what a shopper does follows from seed, run, shopper number and variant alone; how the events travel (order,
 * copies, retries) follows from other draws and never changes what they say. Nothing here imports another package of
 * Lotty.
 *
 * <p>Threading: {@link io.lotty.demo.Season} runs on the main thread and hands decides and batches to a bounded crew of
 * virtual threads; only {@link io.lotty.demo.Patience}, {@link io.lotty.demo.Intake} and {@link io.lotty.demo.Screen} are
 * shared among them.
 */
@NullMarked
package io.lotty.demo;

import org.jspecify.annotations.NullMarked;
