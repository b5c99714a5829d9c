package io.lotty.platform.http;

import io.lotty.refusal.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request that came with an {@code Idempotency-Key}.
 *
 * @param actor whose key it is; two people may choose the same one
 * @param key 1 to 200 visible ASCII characters
 * @param fingerprint SHA-256 of what is asked for, and as whom: operation, path, query, roles and body
 */
public record KeyedRequest(String actor, String key, Buffer fingerprint) {
    public static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /** As it may be kept: without the secret, nobody can try out which password the body held. */
    public KeyedRequest sealed(String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(("idempotency " + secret).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return new KeyedRequest(actor, key, Buffer.buffer(mac.doFinal(fingerprint.getBytes())));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Empty when the caller sent no key; and when nobody is logged in, because keys belong to somebody. */
    static Optional<KeyedRequest> of(RoutingContext context, String operationId) {
        var keys = context.request().headers().getAll(HEADER);
        var actor = RequestLog.actorOf(context);
        if (keys.isEmpty() || actor.isEmpty()) {
            return Optional.empty();
        }
        if (keys.size() > 1 || !KEY.matcher(keys.getFirst()).matches()) {
            throw new Refusal.Invalid(
                    HEADER, "invalid_value", "must be sent once and have 1 to 200 visible ASCII characters");
        }
        return Optional.of(new KeyedRequest(actor.get(), keys.getFirst(), fingerprint(context, operationId)));
    }

    private static Buffer fingerprint(RoutingContext context, String operationId) {
        var digest = sha256();
        var asked = operationId + "\n" + context.request().uri() + "\n" + Call.authority(context) + "\n";
        digest.update(asked.getBytes(StandardCharsets.UTF_8));
        var body = context.body().buffer();
        return Buffer.buffer(digest.digest(body == null ? new byte[0] : body.getBytes()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
