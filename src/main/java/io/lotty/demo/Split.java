package io.lotty.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Weights of the variants in percent of all traffic, control first; they sum to the audience share exactly. */
record Split(List<BigDecimal> weights) {
    private static final BigDecimal DEFAULT_SHARE = BigDecimal.valueOf(20);
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    Split {
        if (weights.size() < 2 || weights.size() > Arm.COLOURS.size()) {
            throw new IllegalArgumentException("--split must have 2 to " + Arm.COLOURS.size() + " weights.");
        }
        if (weights.stream().anyMatch(weight -> weight.signum() <= 0 || weight.scale() > 4)) {
            throw new IllegalArgumentException("Every weight must be above 0, with at most 4 decimals.");
        }
        if (sum(weights).compareTo(ALL) > 0) {
            throw new IllegalArgumentException("The weights must not sum to more than 100.");
        }
        weights = weights.stream().map(Split::plain).toList();
    }

    /** Without weights the share is halved; without a share it is what the weights sum to. */
    static Split of(Optional<String> share, Optional<String> weights) {
        var split = weights.map(Split::weighted)
                .orElseGet(
                        () -> halves(share.map(text -> percent("--share", text)).orElse(DEFAULT_SHARE)));
        share.map(text -> percent("--share", text))
                .filter(wanted -> wanted.compareTo(split.share()) != 0)
                .ifPresent(wanted -> {
                    throw new IllegalArgumentException("The weights of --split sum to " + split.share()
                            + ", not to the --share of " + wanted + ".");
                });
        return split;
    }

    BigDecimal share() {
        return sum(weights);
    }

    private static Split weighted(String text) {
        return new Split(Arrays.stream(text.split(",", -1))
                .map(weight -> percent("--split", weight.strip()))
                .toList());
    }

    private static Split halves(BigDecimal share) {
        var control = share.divide(BigDecimal.TWO, 4, RoundingMode.DOWN);
        return new Split(List.of(control, share.subtract(control)));
    }

    private static BigDecimal plain(BigDecimal weight) {
        var stripped = weight.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static BigDecimal sum(List<BigDecimal> weights) {
        return weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal percent(String option, String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(option + " must be in percent, not \"" + text + "\".", notANumber);
        }
    }
}
