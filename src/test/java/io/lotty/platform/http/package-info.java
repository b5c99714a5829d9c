/** What every door needs, tried without a door. */
@NullMarked
package io.lotty.platform.http;

import org.jspecify.annotations.NullMarked;
