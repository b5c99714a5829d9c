package io.lotty.audit.pg;

import java.util.ArrayList;
import java.util.List;

/** The conditions of a question, only those that are asked for: so each finds its index. */
final class Conditions {
    private final List<String> conditions = new ArrayList<>(List.of("true"));
    private final List<Object> values = new ArrayList<>();

    /** @param condition with a {@code ?} for the value */
    void add(String condition, Object value) {
        conditions.add(condition.replace("?", next(value).strip()));
    }

    /** A parameter, as SQL names it. */
    String next(Object value) {
        values.add(value);
        return " $" + values.size();
    }

    Object[] values() {
        return values.toArray();
    }

    @Override
    public String toString() {
        return String.join(" AND ", conditions);
    }
}
