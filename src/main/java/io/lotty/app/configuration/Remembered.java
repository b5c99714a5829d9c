package io.lotty.app.configuration;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What was read out of the parts of the last document, by 128 bits of hash of a part's bytes, so that a part that has not
 * changed is not read again. Belongs to one thread at a time.
 */
final class Remembered<T> {
    private static final Hasher128 HASHER = Hashing.xxh3_128();

    private final Function<Buffer, T> read;
    private Map<HashValue128, T> before = Map.of();
    private Map<HashValue128, T> now = new HashMap<>();

    Remembered(Function<Buffer, T> read) {
        this.read = read;
    }

    /** A document begins; one that was not read to its end is forgotten. */
    void begin() {
        now = HashMap.newHashMap(before.size());
    }

    /** What the bytes say; the same object as last time when they are the same. */
    T of(byte[] document, int from, int to) {
        var hash = HASHER.hashBytesTo128Bits(document, from, to - from);
        var known = before.get(hash);
        var value = known == null ? read.apply(Buffer.buffer(Arrays.copyOfRange(document, from, to))) : known;
        now.put(hash, value);
        return value;
    }

    /** The document has ended: what it had is remembered, and nothing else. */
    void keep() {
        before = now;
    }
}
