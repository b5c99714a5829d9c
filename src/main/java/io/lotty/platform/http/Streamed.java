package io.lotty.platform.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Iterator;

/**
 * An answer that is written piece by piece, however long it becomes: the next piece is made when the one before has left.
 * A failure before the first piece is a problem like any other; after it the connection breaks off, so that nobody takes
 * a part for the whole.
 *
 * @param fileName under which a browser keeps it
 */
public record Streamed(String contentType, String fileName, Iterator<Buffer> pieces) {
    void write(RoutingContext context) {
        var response = context.response();
        while (pieces.hasNext()) {
            var piece = pieces.next();
            if (!response.headWritten()) {
                response.setChunked(true)
                        .putHeader("Content-Type", contentType)
                        .putHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
            }
            response.write(piece).await();
        }
        response.end();
    }
}
