/**
 * What edges need, as one versioned whole: compiled out of Postgres, published through Redis, kept on disk, swapped at once.
 *
 * <p>Invariant: the revision only grows, and a configuration is used whole or not at all. Threading: {@link
 * io.lotty.app.configuration.LiveConfiguration} is read by every thread and written by one feed.
 */
@NullMarked
package io.lotty.app.configuration;

import org.jspecify.annotations.NullMarked;
