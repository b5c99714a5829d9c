/**
 * Experiments over HTTP. What callers write is read whole: all violations at once, with pointers.
 */
@NullMarked
package io.lotty.experiment.http;

import org.jspecify.annotations.NullMarked;
