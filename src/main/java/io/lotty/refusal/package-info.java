/**
 * What the product says no to, free of any transport: the door turns a {@link io.lotty.refusal.Refusal} into a status.
 */
@NullMarked
package io.lotty.refusal;

import org.jspecify.annotations.NullMarked;
