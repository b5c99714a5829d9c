package io.lotty.event;

import io.lotty.id.EventId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** By what an event is known where ids are remembered: the first 16 bytes of SHA-256 of its id in UTF-8, big endian. */
public record IdHash(long high, long low) implements Comparable<IdHash> {
    /** Making one takes longer than using it, and only a few threads ever do. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(IdHash::newSha256);

    public static IdHash of(EventId id) {
        var bytes = sha256(id.value());
        return new IdHash(bytes.getLong(), bytes.getLong());
    }

    /** As {@code sha256(convert_to(text, 'UTF8'))} in Postgres. */
    public static ByteBuffer sha256(String text) {
        return ByteBuffer.wrap(SHA_256.get().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    /** As Postgres orders bytes. */
    @Override
    public int compareTo(IdHash other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }
}
