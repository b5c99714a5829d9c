/**
 * Metrics over HTTP.
 */
@NullMarked
package io.lotty.metric.http;

import org.jspecify.annotations.NullMarked;
