/**
 * Feature flags: typed values, keys and types that never change, a default that may.
 *
 * <p>Invariant: a default always fits the flag's type. Threading: immutable values; services run on virtual threads.
 */
@NullMarked
package io.lotty.flag;

import org.jspecify.annotations.NullMarked;
