package io.lotty.decision;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;

/** Tells genuine decision ids from others, as {@link DecisionIds#verify} does. Belongs to one thread. */
public final class DecisionVerifier {
    private static final int MAX_KNOWN = 4_096;

    private final Map<Byte, Mac> keys;
    private final MessageDigest sha256 = DecisionIds.newSha256();
    private final Map<ByteBuffer, DecisionId.About> known = new HashMap<>();

    /** @param keys of this verifier alone */
    DecisionVerifier(Map<Byte, Mac> keys) {
        this.keys = keys;
    }

    /** A genuine id, and the 16 bytes that no two decisions share, whichever key signed; big endian. */
    public record Genuine(DecisionId id, long tagHigh, long tagLow) {}

    /** What a genuine id says; empty for a forged, altered or foreign one. Compares in constant time. */
    public Optional<Genuine> verify(String text) {
        return DecisionIds.bytes(text).filter(this::isGenuine).flatMap(this::genuine);
    }

    /** What an id says that was verified before; empty for what never was one. */
    public Optional<Genuine> read(String text) {
        return DecisionIds.bytes(text).flatMap(this::genuine);
    }

    private Optional<Genuine> genuine(byte[] signed) {
        return DecisionIds.payload(signed, this::about).map(id -> {
            var tag = ByteBuffer.wrap(DecisionIds.tagOf(signed, sha256));
            return new Genuine(id, tag.getLong(), tag.getLong());
        });
    }

    /** Genuine ids name a few flags and variants over and over: each is read once. */
    private DecisionId.About about(ByteBuffer bytes) {
        var about = known.get(bytes);
        if (about == null) {
            about = DecisionId.About.read(bytes.duplicate());
            if (known.size() == MAX_KNOWN) {
                known.clear();
            }
            known.put(bytes, about);
        }
        return about;
    }

    private boolean isGenuine(byte[] signed) {
        var key = keys.get(signed[DecisionIds.KEY_AT]);
        if (key == null) {
            return false;
        }
        int length = signed.length - DecisionIds.TAG_BYTES;
        key.update(signed, 0, length);
        var expected = Arrays.copyOf(key.doFinal(), DecisionIds.TAG_BYTES);
        return MessageDigest.isEqual(expected, Arrays.copyOfRange(signed, length, signed.length));
    }
}
