package io.lotty.decision;

import io.lotty.id.SubjectHash;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and verifies decision ids: {@code base64url(payload ‖ first 16 bytes of HMAC-SHA-256(payload))}. The first key
 * signs, all of them verify: to rotate, put a new key in front and drop the old one once no event can name it any more.
 *
 * <p>Source: HMAC, RFC 2104; truncation to half the hash, RFC 2104 section 5. Threading: any thread.
 */
public final class DecisionIds {
    public static final int TAG_BYTES = 16;
    /** The place of the number of the key among the bytes. */
    static final int KEY_AT = 1;

    private static final int MAX_LENGTH = 1_024;
    private static final String ALGORITHM = "HmacSHA256";

    private final Map<Byte, Mac> keys;
    private final byte signingKey;
    private final Mac signer;

    /** @param keys number of the key (0 to 255) → secret; the first one signs */
    public DecisionIds(SequencedMap<Integer, byte[]> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no key to sign decision ids with");
        }
        this.keys = new LinkedHashMap<>();
        keys.forEach((number, secret) -> this.keys.put(checked(number), mac(secret)));
        this.signingKey = keys.firstEntry().getKey().byteValue();
        this.signer = Objects.requireNonNull(this.keys.get(signingKey));
    }

    /** The id of a decision about a subject; empty for an unknown flag, about which nothing was decided. */
    public Optional<String> sign(Decision decision, SubjectHash subject) {
        return DecisionId.of(decision, subject).map(this::sign);
    }

    /** Signs for one thread. */
    public DecisionSigner signer() {
        return new DecisionSigner(signingKey, copy(signer));
    }

    String sign(DecisionId id) {
        var payload = id.encode(signingKey);
        var signed = Arrays.copyOf(payload, payload.length + TAG_BYTES);
        System.arraycopy(tag(signer, payload), 0, signed, payload.length, TAG_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** What a genuine id says; empty for a forged, altered or foreign one. Compares in constant time. */
    public Optional<DecisionId> verify(String text) {
        return verifier().verify(text).map(DecisionVerifier.Genuine::id);
    }

    /** Verifies for one thread. */
    public DecisionVerifier verifier() {
        var own = new HashMap<Byte, Mac>();
        keys.forEach((number, mac) -> own.put(number, copy(mac)));
        return new DecisionVerifier(own);
    }

    /** What an id says that was verified before. */
    public static Optional<DecisionId> read(String text) {
        return bytes(text).flatMap(signed -> payload(signed, DecisionId.About::read));
    }

    /** The 16 bytes that no two decisions share, whichever key signed: the first ones of SHA-256 of what the id says. */
    public static byte[] tagOf(String text) {
        return tagOf(Base64.getUrlDecoder().decode(text), newSha256());
    }

    static byte[] tagOf(byte[] signed, MessageDigest sha256) {
        sha256.update(signed, 0, KEY_AT);
        sha256.update(signed, KEY_AT + 1, signed.length - TAG_BYTES - KEY_AT - 1);
        return Arrays.copyOf(sha256.digest(), TAG_BYTES);
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    static Optional<byte[]> bytes(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var signed = Base64.getUrlDecoder().decode(text);
            return signed.length > TAG_BYTES + 2 && isCanonical(text, signed) ? Optional.of(signed) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** An id has one spelling: the decoder ignores padding and stray bits of the last character, we do not. */
    private static boolean isCanonical(String text, byte[] bytes) {
        int whole = bytes.length / 3;
        var tail = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(bytes, whole * 3, bytes.length));
        return text.length() == whole * 4 + tail.length() && text.endsWith(tail);
    }

    static Optional<DecisionId> payload(byte[] signed, Function<ByteBuffer, DecisionId.About> reader) {
        try {
            return Optional.of(DecisionId.decode(Arrays.copyOf(signed, signed.length - TAG_BYTES), reader));
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private static byte[] tag(Mac key, byte[] payload) {
        return Arrays.copyOf(copy(key).doFinal(payload), TAG_BYTES);
    }

    /** A code holds what it has been given so far: each thread needs its own. */
    private static Mac copy(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("HMAC-SHA-256 of the JDK can be cloned", impossible);
        }
    }

    private static byte checked(int number) {
        if (number < 0 || number > 255) {
            throw new IllegalArgumentException("the number of a decision key must be 0 to 255, not " + number);
        }
        return (byte) number;
    }

    private static Mac mac(byte[] secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
        }
    }
}
