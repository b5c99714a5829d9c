package io.lotty.kit;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Calls a server as a client would: over HTTP, with the headers of one caller. */
public final class HttpCaller {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String url;
    private final Map<String, String> headers;

    public HttpCaller(String url, Map<String, String> headers) {
        this.url = url;
        this.headers = Map.copyOf(headers);
    }

    /** What came back. */
    public record Reply(int status, String body, HttpResponse<String> response) {
        public JsonObject json() {
            return new JsonObject(body);
        }

        /** The stable code of a problem. */
        public String code() {
            return json().getString("code");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** The same caller with one more header. */
    public HttpCaller with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new HttpCaller(url, more);
    }

    /** Whether requests bear an access token. */
    public boolean isLoggedIn() {
        return headers.containsKey("Authorization");
    }

    public Reply get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    public Reply post(String path, JsonObject body) {
        return send("POST", path, HttpRequest.BodyPublishers.ofString(body.encode()));
    }

    public Reply post(String path) {
        return post(path, new JsonObject());
    }

    public Reply patch(String path, JsonObject body) {
        return send("PATCH", path, HttpRequest.BodyPublishers.ofString(body.encode()));
    }

    public Reply put(String path, JsonObject body) {
        return send("PUT", path, HttpRequest.BodyPublishers.ofString(body.encode()));
    }

    public Reply delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    /** Any method, any text as body. */
    public Reply send(String method, String path, String body) {
        return send(method, path, HttpRequest.BodyPublishers.ofString(body));
    }

    private Reply send(String method, String path, HttpRequest.BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (!headers.containsKey("Content-Type") && !method.equals("GET") && !method.equals("DELETE")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
