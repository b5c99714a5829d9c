package io.lotty.measure;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Numbers in order, of which many may be the same. */
final class Sorted {
    private final BigDecimal[] numbers;
    private final long[] upTo;

    /** @param times how often each number is there */
    Sorted(Map<BigDecimal, Long> times) {
        var sorted = new TreeMap<>(times);
        numbers = sorted.keySet().toArray(BigDecimal[]::new);
        upTo = sorted.values().stream().mapToLong(Long::longValue).toArray();
        for (int i = 1; i < upTo.length; i++) {
            upTo[i] += upTo[i - 1];
        }
    }

    /**
     * The number that stands there.
     *
     * @param rank from 1
     */
    BigDecimal at(long rank) {
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] < rank) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return numbers[low];
    }
}
