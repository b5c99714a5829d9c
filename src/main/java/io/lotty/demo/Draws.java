package io.lotty.demo;

import java.util.SplittableRandom;

/** Independent streams of chance, each found again by its name: seed, number and purpose. */
final class Draws {
    /** What a shopper is. */
    static final int SHOPPER = 1;
    /** What he does. */
    static final int VISIT = 2;
    /** How his events travel. Apart from the others, so that other travel options leave the truth alone. */
    static final int TRAVEL = 3;

    private Draws() {}

    static SplittableRandom of(long seed, int number, int purpose) {
        return new SplittableRandom(mix(mix(mix(seed) + number) + purpose));
    }

    /** The finalizer of MurmurHash3: neighbouring numbers give unrelated streams. */
    private static long mix(long bits) {
        var mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
