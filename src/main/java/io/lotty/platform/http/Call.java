package io.lotty.platform.http;

import io.lotty.page.PageRequest;
import io.lotty.refusal.Refusal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One request to a people-facing operation, as its handler sees it. */
public record Call(RoutingContext context) {
    private static final String CALLER = "lotty.caller";

    /** The id under which this request is logged and audited. */
    public String requestId() {
        return RequestIds.of(context);
    }

    /** Who calls, as the authentication handler found; refuses when nobody does. */
    public <P> P caller(Class<P> type) {
        var caller = context.<Object>get(CALLER);
        if (caller == null) {
            throw new Refusal.Unauthenticated("Log in first: send the header Authorization: Bearer <access_token>.");
        }
        return type.cast(caller);
    }

    /** Who calls, if anybody is known to. */
    public <P> Optional<P> person(Class<P> type) {
        return Optional.ofNullable(context.<Object>get(CALLER)).map(type::cast);
    }

    /** Who calls and what he is, as text that is the same in every process. */
    static String authority(RoutingContext context) {
        return String.valueOf(context.<Object>get(CALLER));
    }

    /** Remembers who calls, for {@link #caller}. */
    public static void identify(RoutingContext context, Object caller) {
        context.put(CALLER, caller);
    }

    /** A part of the path; one that cannot be an id names nothing, so it is a 404. */
    public <T> T path(String name, String thing, Function<String, T> reader) {
        var text = java.util.Objects.requireNonNull(context.pathParam(name));
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal.NotFound(thing, text);
        }
    }

    /** The body as a JSON object; an absent body reads as an empty object. */
    public Fields body() {
        var buffer = context.body().buffer();
        if (buffer == null || buffer.length() == 0) {
            return Fields.of(new JsonObject());
        }
        JsonOnly.require(context);
        try {
            if (io.vertx.core.json.Json.decodeValue(buffer) instanceof JsonObject object) {
                return Fields.of(object);
            }
        } catch (DecodeException malformed) {
            throw MalformedJson.refusal(malformed);
        }
        throw MalformedJson.noObject();
    }

    /** A query parameter; an absent or empty one is absent. */
    public <T> Optional<T> query(String name, Function<String, T> reader) {
        var text = context.request().getParam(name);
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(Texts.kept(text)));
        } catch (IllegalArgumentException malformed) {
            throw new Refusal.Invalid(name, "invalid_value", String.valueOf(malformed.getMessage()));
        }
    }

    /** {@code limit}, {@code cursor} and {@code q}. */
    public PageRequest page() {
        int limit = query("limit", Call::number).orElse(PageRequest.DEFAULT_LIMIT);
        var after = query("cursor", Call::decodeCursor);
        try {
            return new PageRequest(limit, after, query("q", text -> text));
        } catch (IllegalArgumentException outside) {
            throw new Refusal.Invalid("limit", "invalid_value", String.valueOf(outside.getMessage()));
        }
    }

    /** The revision that the caller changes, of an {@code If-Match: "7"} header; empty when any will do. */
    public Optional<Integer> ifMatch() {
        return IfMatch.revision(context);
    }

    /** Whether the caller asks for this kind of answer by name. */
    public boolean accepts(String mediaType) {
        return context.request().headers().getAll(HttpHeaders.ACCEPT).stream()
                .anyMatch(accept -> accept.toLowerCase(Locale.ROOT).contains(mediaType));
    }

    static String encodeCursor(String key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String decodeCursor(String cursor) {
        try {
            return Texts.kept(
                    new String(Base64.getUrlDecoder().decode(cursor), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IllegalArgumentException foreign) {
            throw new IllegalArgumentException("is not a cursor that this list gave", foreign);
        }
    }

    /** Reads {@code true} or {@code false}. */
    public static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("must be a whole number", notOne);
        }
    }
}
