/** Tests. */
@NullMarked
package io.lotty.metric.pg;

import org.jspecify.annotations.NullMarked;
