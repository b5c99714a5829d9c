/**
 * The audit log over HTTP.
 */
@NullMarked
package io.lotty.audit.http;

import org.jspecify.annotations.NullMarked;
