package io.lotty.platform.http;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One field of a body, read but perhaps absent or wrong; a wrong one has been noted in its {@link Fields}. */
public final class Field<T> {
    private final Fields owner;
    private final String pointer;
    private final @Nullable T value;
    private final boolean present;
    private Supplier<?> refusing = () -> "";

    Field(Fields owner, String pointer, @Nullable T value, boolean present) {
        this.owner = owner;
        this.pointer = pointer;
        this.value = value;
        this.present = present;
    }

    /** Notes a violation when the field is absent or null; where there are few choices, it names them. */
    public Field<T> required() {
        if (!present) {
            owner.violate(pointer, "missing_field", "is required" + choices());
        }
        return this;
    }

    /** @param refusing reads what is none of the choices, which those who know them refuse by naming them */
    Field<T> choosing(Supplier<?> refusing) {
        this.refusing = refusing;
        return this;
    }

    private String choices() {
        try {
            Objects.requireNonNull(refusing.get());
            return "";
        } catch (IllegalArgumentException named) {
            var message = String.valueOf(named.getMessage());
            return message.startsWith("must be one of ") ? " and " + message : "";
        }
    }

    /** The value of a required field, after {@link Fields#finish} found nothing wrong. */
    public T get() {
        if (value == null) {
            throw new IllegalStateException(pointer + " was not read as required, or not finished");
        }
        return value;
    }

    public T orElse(T fallback) {
        return value == null ? fallback : value;
    }

    public Optional<T> optional() {
        return Optional.ofNullable(value);
    }
}
