/** Targeting rules over HTTP: as a field of what callers write, and trying one out. */
@NullMarked
package io.lotty.targeting.http;

import org.jspecify.annotations.NullMarked;
