package io.lotty.event;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value, exact: numbers keep their digits. There is no null among them; what is null is absent. */
public sealed interface Value {
    record Text(String text) implements Value {}

    record Numeric(BigDecimal number) implements Value {}

    record Truth(boolean isTrue) implements Value {}

    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** An object; its fields in the order in which they came. */
    record Fields(Map<String, Value> fields) implements Value {
        public static final Fields NONE = new Fields(Map.of());

        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** JSON that Lotty does not keep; the words say why, as in "is nested too deep". */
    record Unfit(String why) implements Value {}
}
