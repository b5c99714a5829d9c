package io.lotty.platform.http;

import java.util.List;

/** The field {@code tags}: free words by which people find things again. */
public final class Tags {
    private static final int MAX_TAGS = 50;
    private static final int MAX_LENGTH = 64;

    private Tags() {}

    public static Field<List<String>> read(Fields body) {
        return body.texts("tags", MAX_TAGS, text -> {
            if (text.isBlank() || text.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("must have 1 to " + MAX_LENGTH + " characters and not be blank");
            }
            return text;
        });
    }
}
