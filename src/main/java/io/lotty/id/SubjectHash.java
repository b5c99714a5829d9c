package io.lotty.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What Lotty keeps of a subject outside its assignments: the first 16 bytes of SHA-256 of the id in UTF-8, big endian.
 * Equal ids give equal hashes; the id cannot be read out of it.
 */
public record SubjectHash(long high, long low) {
    public static final int BYTES = 16;

    public static SubjectHash of(SubjectId subject) {
        return of(sha256().digest(subject.value().getBytes(StandardCharsets.UTF_8)));
    }

    /** The first 16 of these bytes. */
    public static SubjectHash of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new SubjectHash(buffer.getLong(), buffer.getLong());
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
