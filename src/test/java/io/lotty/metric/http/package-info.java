/** Tests. */
@NullMarked
package io.lotty.metric.http;

import org.jspecify.annotations.NullMarked;
