/**
 * Typed ids: one-component records, so that no bare string crosses a method.
 *
 * <p>Invariant: an id that exists is well-formed; its constructor refuses the rest with a message fit for the caller.
 * Threading: immutable.
 */
@NullMarked
package io.lotty.id;

import org.jspecify.annotations.NullMarked;
