/** The metric catalogue on a real Postgres. */
@NullMarked
package io.lotty.metric.pg;

import org.jspecify.annotations.NullMarked;
