/**
 * The decide call, on the event loop: read, fetch what the subject holds, decide, claim, write. Nothing blocks.
 */
@NullMarked
package io.lotty.decision.http;

import org.jspecify.annotations.NullMarked;
