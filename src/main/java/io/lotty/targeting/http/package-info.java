/** Trying out a targeting rule over HTTP. */
@NullMarked
package io.lotty.targeting.http;

import org.jspecify.annotations.NullMarked;
