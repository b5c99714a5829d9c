package io.lotty.experiment;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** 16 random bytes of an experiment's own that seed its assignment hashes; made once, never changed. */
public record Salt(long high, long low) {
    public static final int BYTES = 16;

    public static Salt of(byte[] random) {
        if (random.length != BYTES) {
            throw new IllegalArgumentException("a salt has 16 bytes");
        }
        var buffer = ByteBuffer.wrap(random);
        return new Salt(buffer.getLong(), buffer.getLong());
    }

    /** A new array of the 16 bytes, big-endian. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    /** Hexadecimal, for logs. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
