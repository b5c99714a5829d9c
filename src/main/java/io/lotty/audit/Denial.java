package io.lotty.audit;

import io.lotty.access.Actor;

/**
 * That somebody who is known wanted what he may not do.
 *
 * @param operation the id of the operation in the API's document
 * @param path where he sent it, cut to 200 characters
 */
public record Denial(Actor actor, String operation, String path, String requestId) {
    private static final int MAX_PATH = 200;

    public Denial {
        path = path.substring(0, Math.min(path.length(), MAX_PATH));
    }
}
