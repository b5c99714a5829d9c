package io.lotty.platform.http;

import io.lotty.refusal.Refusal;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks bodies that come as gzip. Stands behind the body handler, which holds packed ones to a limit; the server itself
 * must not unpack, because it cuts the connection of those who send what is no gzip.
 */
public final class Unpacking implements Handler<RoutingContext> {
    private final int maxBytes;

    /** @param maxBytes of an unpacked body; one that is larger is answered 413 */
    public Unpacking(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void handle(RoutingContext context) {
        var body = context.body().buffer();
        if (body == null || !isPacked(context.request().getHeader(HttpHeaders.CONTENT_ENCODING))) {
            context.next();
            return;
        }
        var bytes = unpacked(body.getBytes());
        if (bytes.length > maxBytes) {
            context.fail(413);
            return;
        }
        ((RoutingContextInternal) context).setBody(Buffer.buffer(bytes));
        context.next();
    }

    /** Whether a header Content-Encoding says gzip; refuses anything else that is not plain. */
    static boolean isPacked(@Nullable String encoding) {
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity" -> false;
            case "gzip", "x-gzip" -> true;
            default ->
                throw new Refusal.Unreadable("unsupported_media_type", "Send the body as it is, or packed as gzip.");
        };
    }

    /** At most one byte more than allowed. */
    private byte[] unpacked(byte[] packed) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return gzip.readNBytes(maxBytes + 1);
        } catch (IOException broken) {
            throw new Refusal.Unreadable(
                    "malformed_gzip", "The body is said to be gzip (Content-Encoding) and cannot be unpacked.");
        }
    }
}
