package io.lotty.page;

import io.lotty.refusal.Refusal;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which page of a list.
 *
 * @param limit 1 to 200 items
 * @param after the key after which to go on; empty for the first page
 * @param text only what contains this text
 */
public record PageRequest(int limit, Optional<String> after, Optional<String> text) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("must be from 1 to " + MAX_LIMIT);
        }
    }

    /** The cursor as the key that it stands for; one that this list cannot have given is refused. */
    public <T> Optional<T> after(Function<String, T> reader) {
        try {
            return after.map(reader);
        } catch (IllegalArgumentException foreign) {
            throw new Refusal.Invalid("cursor", "invalid_value", "is not a cursor that this list gave");
        }
    }

    public static PageRequest first() {
        return new PageRequest(DEFAULT_LIMIT, Optional.empty(), Optional.empty());
    }
}
