package io.lotty.event;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The 16 bytes that tell one decision from every other, big endian. */
public record DecisionTag(long high, long low) {
    public static final int BYTES = 16;

    /** Exactly 16 bytes. */
    public static DecisionTag of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a decision tag has 16 bytes");
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new DecisionTag(buffer.getLong(), buffer.getLong());
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
