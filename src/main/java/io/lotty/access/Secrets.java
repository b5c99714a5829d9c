package io.lotty.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Supplier;

/** Random secrets and their hashes. 256 random bits need no slow hash. */
public final class Secrets {
    private Secrets() {}

    /** A new secret: the prefix tells people and scanners what it is. */
    public static String make(String prefix, Supplier<byte[]> random) {
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(random.get());
    }

    public static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
