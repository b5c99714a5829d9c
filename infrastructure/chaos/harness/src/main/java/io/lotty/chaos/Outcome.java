package io.lotty.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a round has come to.
 *
 * @param differences between the report and what was acknowledged
 * @param dead events put aside, since the first round
 */
record Outcome(
        int round,
        long seed,
        Schedule schedule,
        List<Hit> hits,
        Receipts.Sum receipts,
        StoredEvents stored,
        List<String> differences,
        long dead,
        Times times) {
    Outcome {
        hits = List.copyOf(hits);
        differences = List.copyOf(differences);
    }

    /**
     * How long things took.
     *
     * @param load from the first request until all is acknowledged and all parts answer
     * @param catchingUp from then until all is stored
     * @param comparing from then on
     */
    record Times(Duration load, Duration catchingUp, Duration comparing) {}

    /** What must not be; in words. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        addUnlessZero(faults, stored.lost(), "acknowledged events are lost");
        addUnlessZero(faults, stored.doubled(), "events are stored more than once");
        addUnlessZero(faults, stored.strange(), "rows are of events that nobody sent");
        addUnlessZero(faults, dead, "events are put aside as dead");
        faults.addAll(differences);
        faults.addAll(receipts.complaints());
        return faults;
    }

    private static void addUnlessZero(List<String> faults, long count, String words) {
        if (count != 0) {
            faults.add(Text.count(count) + " " + words);
        }
    }

    String text() {
        var verdict = faults().isEmpty() ? "ok" : "FAULTS: " + String.join("; ", faults());
        return """
                round %d, seed %d: %s acknowledged by %s requests, %s of them retries, %s duplicates said; \
                stored in all %s, lost %s, double %s, strange %s; report %s; \
                load %s, silence %s, caught up %s, compared %s: %s
                    kills %s
                    %s""".formatted(
                        round + 1,
                        seed,
                        Text.count(receipts.acknowledged()),
                        Text.count(receipts.requests()),
                        Text.count(receipts.retries()),
                        Text.count(receipts.duplicates()),
                        Text.count(stored.rows()),
                        Text.count(stored.lost()),
                        Text.count(stored.doubled()),
                        Text.count(stored.strange()),
                        differences.isEmpty() ? "agrees" : "DIFFERS",
                        Text.seconds(times.load()),
                        Text.seconds(receipts.silence()),
                        Text.seconds(times.catchingUp()),
                        Text.seconds(times.comparing()),
                        verdict,
                        schedule,
                        hits.stream().map(Hit::toString).collect(Collectors.joining("; ")));
    }
}
