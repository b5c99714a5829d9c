/** The rules of metrics. */
@NullMarked
package io.lotty.metric;

import org.jspecify.annotations.NullMarked;
