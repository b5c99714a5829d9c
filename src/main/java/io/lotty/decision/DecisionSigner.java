package io.lotty.decision;

import io.lotty.id.SubjectHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/**
 * Writes the ids that {@link DecisionIds#sign} gives, to the byte, into an array of the caller's and without making
 * anything. Belongs to one thread.
 */
public final class DecisionSigner {
    /** More than the longest flag key and the longest variant name need. */
    public static final int MAX_LENGTH = 1_024;

    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);

    private final byte signingKey;
    private final Mac mac;
    private final byte[] bytes = new byte[MAX_LENGTH];
    private final ByteBuffer payload = ByteBuffer.wrap(bytes);

    /** @param mac of this signer alone */
    DecisionSigner(byte signingKey, Mac mac) {
        this.signingKey = signingKey;
        this.mac = mac;
    }

    /**
     * Writes an id, in ASCII, to the front of the target.
     *
     * @return how many characters it has
     */
    public int sign(Statement statement, SubjectHash subject, byte[] target) {
        payload.clear();
        payload.put(DecisionId.VERSION).put(signingKey).put(statement.reason());
        payload.putLong(subject.high()).putLong(subject.low()).put(statement.about());
        int length = payload.position();
        try {
            mac.update(bytes, 0, length);
            mac.doFinal(bytes, length);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the array has room for a signature", impossible);
        }
        return encode(length + DecisionIds.TAG_BYTES, target);
    }

    /** Base64url without padding (RFC 4648 section 5). */
    private int encode(int length, byte[] target) {
        int out = 0;
        int in = 0;
        for (; in + 2 < length; in += 3) {
            int three = (bytes[in] & 0xff) << 16 | (bytes[in + 1] & 0xff) << 8 | (bytes[in + 2] & 0xff);
            target[out++] = ALPHABET[three >>> 18];
            target[out++] = ALPHABET[three >>> 12 & 0x3f];
            target[out++] = ALPHABET[three >>> 6 & 0x3f];
            target[out++] = ALPHABET[three & 0x3f];
        }
        if (in < length) {
            boolean isTwo = in + 1 < length;
            int rest = (bytes[in] & 0xff) << 16 | (isTwo ? (bytes[in + 1] & 0xff) << 8 : 0);
            target[out++] = ALPHABET[rest >>> 18];
            target[out++] = ALPHABET[rest >>> 12 & 0x3f];
            if (isTwo) {
                target[out++] = ALPHABET[rest >>> 6 & 0x3f];
            }
        }
        return out;
    }
}
