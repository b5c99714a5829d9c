/** Reading metrics, and everything that is wrong with them, from JSON. */
@NullMarked
package io.lotty.metric.http;

import org.jspecify.annotations.NullMarked;
