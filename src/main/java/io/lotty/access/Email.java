package io.lotty.access;

import java.util.Locale;
import java.util.regex.Pattern;

/** An e-mail address, in lower case. Only its shape is checked: whether it exists is for the post to find out. */
public record Email(String value) {
    private static final Pattern SHAPE = Pattern.compile("[^@\\s\\x00]{1,64}@[^@\\s\\x00]{1,189}");

    public Email {
        value = value.toLowerCase(Locale.ROOT);
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("must be an e-mail address");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
