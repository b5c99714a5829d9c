/**
 * Log-in, users and API keys over HTTP, and the door-keeper of every people-facing route.
 */
@NullMarked
package io.lotty.access.http;

import org.jspecify.annotations.NullMarked;
