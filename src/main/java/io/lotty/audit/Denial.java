package io.lotty.audit;

import io.lotty.id.UserId;

/**
 * That somebody who is known wanted what he may not do.
 *
 * @param operation the id of the operation in the API's document
 * @param path where he sent it
 * @param detail why not, as he was told
 */
public record Denial(UserId actor, String operation, String path, String detail, String requestId) {}
