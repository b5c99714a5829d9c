package io.lotty.decision;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.lotty.experiment.Salt;

/**
 * Where a subject falls: hash version 1, for one seed.
 *
 * <p>{@code bucket = floor(XXH3-64(UTF-8(subject id), seed) × 1,000,000 / 2^64)}, the hash taken as unsigned. An
 * experiment's random salt gives three seeds: its first half (8 bytes, big endian) the audience's, its second half the
 * variant's, and the first half xor the second half rotated by 32 bits the lot's, which settles ties between experiments.
 * Different seeds make independent hashes: raising the share moves no one between variants. Two salts make two
 * independent experiments. The remainder of 2^64 by 1,000,000 skews a bucket by less than 1 in 10^13.
 *
 * <p>Source: XXH3, Yann Collet, xxHash specification 0.8; the multiplication in place of a modulo: Lemire, "Fast Random
 * Integer Generation in an Interval", ACM TOMACS 29(1), 2019. Test vectors: {@code decision/bucketing-v1.csv}.
 */
final class Bucketing {
    static final int BUCKETS = 1_000_000;

    private final Hasher64 hash;

    private Bucketing(Hasher64 hash) {
        this.hash = hash;
    }

    /** Derives the seed's secret once, not with every subject. */
    static Bucketing seeded(long seed) {
        return new Bucketing(Hashing.xxh3_64(seed));
    }

    static Bucketing audience(Salt salt) {
        return seeded(salt.high());
    }

    static Bucketing choice(Salt salt) {
        return seeded(salt.low());
    }

    static Bucketing lot(Salt salt) {
        return seeded(salt.high() ^ Long.rotateLeft(salt.low(), 32));
    }

    /** @return 0 to 999,999 */
    int bucket(byte[] subject) {
        return (int) Math.unsignedMultiplyHigh(hash(subject), BUCKETS);
    }

    /** All 64 bits. */
    long hash(byte[] subject) {
        return hash.hashBytesToLong(subject);
    }
}
