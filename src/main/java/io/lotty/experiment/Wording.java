package io.lotty.experiment;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words of an enum as they stand in the API: {@code MUTUAL_EXCLUSION} is {@code mutual_exclusion}. */
final class Wording {
    private Wording() {}

    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant of a word; refuses any other, naming those that there are. */
    static <E extends Enum<E>> E read(Class<E> type, String text) {
        var constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> text(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(constants).map(Wording::text).collect(Collectors.joining(", "))));
    }
}
