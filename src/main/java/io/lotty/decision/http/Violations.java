package io.lotty.decision.http;

import io.lotty.platform.http.UnknownField;
import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is wrong with a body, at most {@value #MAX} things. */
final class Violations {
    private static final int MAX = 100;

    private final List<Violation> found = new ArrayList<>();

    void add(String pointer, String code, String message) {
        add(new Violation(pointer, code, message));
    }

    /** @param parent of the field that nobody reads, as a pointer */
    void unknown(String parent, String name, Collection<String> known) {
        if (found.size() < MAX) { // looking for what was meant costs more than passing over
            add(UnknownField.at(parent + "/" + escaped(name), name, known));
        }
    }

    /** Refuses when there are any. */
    void refuse() {
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found);
        }
    }

    /** A name as a JSON pointer spells it (RFC 6901). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private void add(Violation violation) {
        if (found.size() < MAX) {
            found.add(violation);
        }
    }
}
