package io.lotty.event.pg;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The facts of a batch of events. */
final class Facts {
    private final Map<Fact.Key, Fact> open = new HashMap<>();
    private final List<Fact> full = new ArrayList<>();

    private Facts() {}

    /** @return in the order of the rows' origins; several of one key only where they carry very many numbers */
    static Collection<Fact> of(List<Row> rows) {
        var facts = new Facts();
        var numbers =
                Numbers.of(rows.stream().map(row -> row.event().properties()).toList());
        for (int i = 0; i < rows.size(); i++) {
            facts.add(rows.get(i), numbers.get(i));
        }
        facts.full.addAll(facts.open.values());
        facts.full.sort(Fact.BY_PLACE);
        return facts.full;
    }

    private void add(Row row, Map<String, BigDecimal> numbers) {
        var event = row.event();
        var key = Fact.Key.of(row);
        var fact =
                open.computeIfAbsent(key, any -> new Fact(key, event.decided().subject()));
        if (!fact.hasRoomFor(numbers)) {
            full.add(fact);
            fact = new Fact(key, event.decided().subject());
            open.put(key, fact);
        }
        fact.add(event, numbers);
    }
}
