package io.lotty.chaos;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One Lotty over HTTP. For any thread. */
final class Api {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private static final Duration READY_LIMIT = Duration.ofSeconds(2);
    /** Shorter than the longest freeze: some answers come when nobody waits for them any more. */
    private static final Duration OFFER_LIMIT = Duration.ofSeconds(5);
    /** A report over a million events takes its time on a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final String url;

    Api(String url) {
        this.url = url;
    }

    /** Who asks. */
    record Credential(String header, String value) {
        static final Credential NOBODY = new Credential("X-Client", "chaos");
        static final Credential PRODUCT = new Credential("X-API-Key", "lotty-demo-key");

        static Credential bearer(String token) {
            return new Credential("Authorization", "Bearer " + token);
        }
    }

    boolean isReady() {
        try {
            return HTTP.send(request("/ready", Credential.NOBODY, READY_LIMIT, ""), text())
                            .statusCode()
                    == 200;
        } catch (IOException away) {
            return false;
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** Somebody of the demo's staff. */
    Credential login(String email) {
        var body = new JsonObject().put("email", email).put("password", "lotty-admin-demo");
        return Credential.bearer(post("/auth/login", Credential.NOBODY, body).getString("access_token"));
    }

    JsonObject get(String path, Credential credential) {
        return answered(path, credential, "");
    }

    JsonObject post(String path, Credential credential, JsonObject body) {
        return answered(path, credential, body.encode());
    }

    /** Reports a batch of events; never fails. */
    CompletableFuture<Answer> offer(String batch) {
        return HTTP.sendAsync(request("/api/v1/events", Credential.PRODUCT, OFFER_LIMIT, batch), text())
                .handle((response, failure) -> failure == null
                        ? Answer.of(response.statusCode(), response.body())
                        : new Answer.Away(String.valueOf(failure.getMessage())));
    }

    private JsonObject answered(String path, Credential credential, String body) {
        try {
            var answer = HTTP.send(request("/api/v1" + path, credential, LIMIT, body), text());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(path + " is answered " + answer.statusCode() + ": " + answer.body());
            }
            return new JsonObject(answer.body());
        } catch (IOException broken) {
            throw new IllegalStateException("no answer from " + url + path, broken);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** Gets when there is no body, else posts it. */
    private HttpRequest request(String path, Credential credential, Duration limit, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(limit)
                .header(credential.header(), credential.value());
        if (body.isEmpty()) {
            return request.GET().build();
        }
        return request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }

    private static IllegalStateException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(interrupted);
    }
}
