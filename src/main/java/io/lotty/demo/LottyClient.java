package io.lotty.demo;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;

/** Lotty's API as any product reaches it: JSON over HTTP, patiently. Safe for many threads. */
final class LottyClient implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final String API = "/api/v1";

    private final URI url;
    private final Patience patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    /** The header that says who asks: an API key or a bearer token. */
    record Credential(String header, String value) {
        static final Credential NONE = new Credential("X-Client", "lotty-storefront");

        static Credential key(String key) {
            return new Credential("X-API-Key", key);
        }

        static Credential bearer(String token) {
            return new Credential("Authorization", "Bearer " + token);
        }

        @Override
        public String toString() {
            return header;
        }
    }

    LottyClient(URI url, Patience patience) {
        this.url = url;
        this.patience = patience;
    }

    Answer get(String path, Credential credential) {
        return send(to(path, credential).GET().build());
    }

    /** Posts a body. A request made again carries the same {@code Idempotency-Key}, so that it acts once. */
    Answer post(String path, Credential credential, JsonObject body) {
        return send(to(path, credential)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body.encode()))
                .build());
    }

    private HttpRequest.Builder to(String path, Credential credential) {
        return HttpRequest.newBuilder(URI.create(url + API + path))
                .timeout(ANSWER_LIMIT)
                .header("Accept", "application/json")
                .header(credential.header(), credential.value());
    }

    private Answer send(HttpRequest request) {
        return patience.insist(() -> {
            try {
                return read(http.send(request, BodyHandlers.ofString()));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new Stopped("The run was interrupted.");
            } catch (IOException broken) {
                // The client's own messages are often empty or name a class; the address helps more.
                throw new IOException("no answer from " + url, broken);
            }
        });
    }

    private Answer read(HttpResponse<String> response) {
        var retryAfter = response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,4}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
        return new Answer(response.statusCode(), json(response), retryAfter);
    }

    private JsonObject json(HttpResponse<String> response) {
        var body = response.body();
        try {
            return body.isBlank() ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException notJson) {
            if (response.statusCode() >= 400) {
                return new JsonObject();
            }
            throw new Stopped("What answers at " + url + " is not Lotty: it sends no JSON.");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
