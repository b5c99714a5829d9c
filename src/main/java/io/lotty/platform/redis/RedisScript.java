package io.lotty.platform.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A Lua script, sent by its digest; a server that does not know it yet (new, restarted) gets the text. */
public final class RedisScript {
    private final String text;
    private final String digest;

    private RedisScript(String text) {
        this.text = text;
        this.digest = digest(text);
    }

    /** Reads the script from the class path, beside the class that owns it. */
    public static RedisScript load(Class<?> owner, String file) {
        try (var in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no script " + file + " beside " + owner.getName());
            }
            return new RedisScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Runs it atomically. */
    public Future<@Nullable Response> run(
            RedisLink link, long timeoutMillis, List<String> keys, List<String> arguments) {
        return run(link, timeoutMillis, keys, request -> arguments.forEach(request::arg));
    }

    /**
     * Runs it atomically.
     *
     * @param arguments adds them to a request; may be called twice
     */
    public Future<@Nullable Response> run(
            RedisLink link, long timeoutMillis, List<String> keys, Consumer<Request> arguments) {
        return link.send(request(Command.EVALSHA, digest, keys, arguments), timeoutMillis)
                .recover(failure -> failure instanceof ErrorType error && error.is("NOSCRIPT")
                        ? link.send(request(Command.EVAL, text, keys, arguments), timeoutMillis)
                        : Future.failedFuture(failure));
    }

    private static Request request(Command command, String script, List<String> keys, Consumer<Request> arguments) {
        var request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.accept(request);
        return request;
    }

    private static String digest(String text) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha1);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
