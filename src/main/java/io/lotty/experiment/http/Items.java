package io.lotty.experiment.http;

import io.lotty.platform.http.Field;
import io.lotty.platform.http.Fields;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A list of objects in a body; rules that span it may be looked at only when each of them could be read. */
final class Items<T> {
    private final Field<List<T>> field;
    private boolean whole = true;

    Items(Fields body, String name, int max, Function<Fields, Optional<T>> reader) {
        field = body.objects(name, max, fields -> {
            var item = reader.apply(fields);
            whole = whole && item.isPresent();
            return item.orElse(null);
        });
    }

    Field<List<T>> field() {
        return field;
    }

    boolean isWhole() {
        return whole;
    }

    List<T> orElse(List<T> current) {
        return field.orElse(current);
    }
}
