package io.lotty.decision.redis;

import io.lotty.decision.Assignment;
import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one subject was assigned at once, as a stream holds it: the plan's revision on the first line, then for each
 * experiment a line of its id, the Unix second and the variant's name, with a space between them.
 */
final class MirrorPayload {
    private static final Pattern LINE = Pattern.compile("\n");
    private static final Pattern PART = Pattern.compile(" ");
    private static final int PARTS = 3;

    private MirrorPayload() {}

    static String encode(long planRevision, List<AssignmentMirror.Entry> entries) {
        var text = new StringBuilder(24 + 72 * entries.size()).append(planRevision);
        for (var entry : entries) {
            text.append('\n')
                    .append(entry.experiment())
                    .append(' ')
                    .append(entry.second())
                    .append(' ')
                    .append(entry.variant());
        }
        return text.toString();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    static List<Assignment> decode(SubjectId subject, String payload) {
        var lines = LINE.split(payload, -1);
        long revision = Long.parseLong(lines[0]);
        var assignments = new ArrayList<Assignment>(lines.length - 1);
        for (int i = 1; i < lines.length; i++) {
            var parts = PART.split(lines[i], PARTS);
            if (parts.length != PARTS) {
                throw new IllegalArgumentException("line " + i + " has " + parts.length + " of " + PARTS + " parts");
            }
            assignments.add(new Assignment(
                    subject,
                    ExperimentId.of(parts[0]),
                    new VariantName(parts[2]),
                    Instant.ofEpochSecond(Long.parseLong(parts[1])),
                    revision));
        }
        return assignments;
    }
}
