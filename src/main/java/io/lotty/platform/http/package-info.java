/**
 * What every door needs: problem+json (RFC 9457), readers that gather all violations, paging, request ids, the request log.
 *
 * <p>Threading: handlers run on the verticle that mounted them; nothing here blocks.
 */
@NullMarked
package io.lotty.platform.http;

import org.jspecify.annotations.NullMarked;
