package io.lotty.id;

import java.util.regex.Pattern;

/** A variant's name, unique within its experiment: 1 to 64 letters, digits, space, dot, underscore or dash. */
public record VariantName(String value) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N} ._-]{0,62}[\\p{L}\\p{N}._-])?");

    public VariantName {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to 64 letters, digits, spaces, dots, underscores or dashes, starting with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
