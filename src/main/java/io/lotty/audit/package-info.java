/**
 * The append-only record of every change: who, when, what, before and after, in which request.
 */
@NullMarked
package io.lotty.audit;

import org.jspecify.annotations.NullMarked;
