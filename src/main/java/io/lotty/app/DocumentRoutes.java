package io.lotty.app;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The OpenAPI document, and a page that shows it without anything from elsewhere. */
final class DocumentRoutes {
    private DocumentRoutes() {}

    /** Whoever comes without knowing where to go is shown the page. */
    static void mountStart(Router router) {
        router.get("/")
                .setName("getStart")
                .handler(context -> context.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/api/v1/docs")
                        .end());
    }

    static void mount(Router router) {
        var document = resource("/openapi/lotty.json");
        var page = resource("/openapi/index.html");
        router.get("/api/v1/openapi.json")
                .setName("getOpenApi")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "application/json")
                        .end(document));
        router.get("/api/v1/docs")
                .setName("getDocs")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .putHeader("Content-Security-Policy", "default-src 'self' 'unsafe-inline'")
                        .end(page));
    }

    private static Buffer resource(String path) {
        try (var in = DocumentRoutes.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + path);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
