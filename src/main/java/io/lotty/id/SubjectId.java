package io.lotty.id;

/** Who is asked about: a user, device or session of the product, 1 to 256 characters (code points) but NUL, opaque to Lotty. */
public record SubjectId(String value) {
    public static final int MAX_LENGTH = 256;

    public SubjectId {
        if (value.isEmpty() || value.codePointCount(0, value.length()) > MAX_LENGTH) {
            throw new IllegalArgumentException("must have 1 to 256 characters");
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must not contain NUL"); // which no copy of it could keep
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
