/**
 * Events and their catalogue in Postgres. Threading: virtual threads.
 */
@NullMarked
package io.lotty.event.pg;

import org.jspecify.annotations.NullMarked;
