/**
 * Flags over HTTP.
 */
@NullMarked
package io.lotty.flag.http;

import org.jspecify.annotations.NullMarked;
