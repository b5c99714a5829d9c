package io.lotty.decision;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;

/** Tells genuine decision ids from others, as {@link DecisionIds#verify} does. Belongs to one thread. */
public final class DecisionVerifier {
    private final Map<Byte, Mac> keys;

    /** @param keys of this verifier alone */
    DecisionVerifier(Map<Byte, Mac> keys) {
        this.keys = keys;
    }

    /** What a genuine id says; empty for a forged, altered or foreign one. Compares in constant time. */
    public Optional<DecisionId> verify(String text) {
        return DecisionIds.bytes(text).filter(this::isGenuine).flatMap(DecisionIds::payload);
    }

    private boolean isGenuine(byte[] signed) {
        var key = keys.get(signed[1]);
        if (key == null) {
            return false;
        }
        int length = signed.length - DecisionIds.TAG_BYTES;
        key.update(signed, 0, length);
        var expected = Arrays.copyOf(key.doFinal(), DecisionIds.TAG_BYTES);
        return MessageDigest.isEqual(expected, Arrays.copyOfRange(signed, length, signed.length));
    }
}
