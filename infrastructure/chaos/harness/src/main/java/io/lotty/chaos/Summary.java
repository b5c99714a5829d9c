package io.lotty.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** All rounds in two tables. */
final class Summary {
    private Summary() {}

    static String text(List<Outcome> outcomes, int ownEnds) {
        var last = outcomes.getLast().stored();
        var text = new StringBuilder("\n| all rounds | |\n|---|---|\n");
        row(text, "rounds", outcomes.size());
        row(
                text,
                "rounds with a fault",
                count(outcomes, outcome -> outcome.faults().isEmpty() ? 0 : 1));
        row(
                text,
                "events acknowledged",
                count(outcomes, outcome -> outcome.receipts().acknowledged()));
        row(text, "events stored", last.rows());
        row(text, "**lost**", last.lost());
        row(text, "**double**", last.doubled());
        row(text, "strange", last.strange());
        row(
                text,
                "reports that differ",
                count(outcomes, outcome -> outcome.differences().isEmpty() ? 0 : 1));
        row(text, "requests", count(outcomes, outcome -> outcome.receipts().requests()));
        row(text, "retries", count(outcomes, outcome -> outcome.receipts().retries()));
        row(
                text,
                "duplicates said",
                count(outcomes, outcome -> outcome.receipts().duplicates()));
        row(text, "kills and freezes", count(outcomes, outcome -> outcome.hits().size()));
        row(text, "Lotty processes that ended by themselves", ownEnds);
        row(
                text,
                "longest without an acknowledgement",
                longest(outcomes, outcome -> outcome.receipts().silence()));
        row(
                text,
                "longest catching up",
                longest(outcomes, outcome -> outcome.times().catchingUp()));
        text.append("\n| part | hit by | times | down p50 | down max | start p50 | start max |\n");
        text.append("|---|---|--:|--:|--:|--:|--:|\n");
        var hits = outcomes.stream().flatMap(outcome -> outcome.hits().stream()).toList();
        for (var target : Target.values()) {
            for (var weapon : Weapon.values()) {
                part(text, target, weapon, hits);
            }
        }
        return text.toString();
    }

    private static void part(StringBuilder text, Target target, Weapon weapon, List<Hit> hits) {
        var mine = hits.stream()
                .filter(hit -> hit.blow().target() == target && hit.blow().weapon() == weapon)
                .toList();
        var over = mine.stream().filter(Hit::isOver).toList();
        if (!over.isEmpty()) {
            var down = over.stream().map(Hit::down).sorted().toList();
            var starting = over.stream().map(Hit::starting).sorted().toList();
            var figures = new ArrayList<String>(List.of(target.text(), weapon.name(), Text.count(mine.size())));
            for (var durations : List.of(down, starting)) {
                figures.add(Text.seconds(durations.get(durations.size() / 2)));
                figures.add(Text.seconds(durations.getLast()));
            }
            text.append("| ").append(String.join(" | ", figures)).append(" |\n");
        }
    }

    private static long count(List<Outcome> outcomes, ToLongFunction<Outcome> figure) {
        return outcomes.stream().mapToLong(figure).sum();
    }

    private static String longest(List<Outcome> outcomes, Function<Outcome, Duration> figure) {
        return Text.seconds(
                outcomes.stream().map(figure).max(Comparator.naturalOrder()).orElse(Duration.ZERO));
    }

    private static void row(StringBuilder text, String name, long figure) {
        row(text, name, Text.count(figure));
    }

    private static void row(StringBuilder text, String name, String figure) {
        text.append("| ").append(name).append(" | ").append(figure).append(" |\n");
    }
}
