package io.lotty.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The table of who may do what: a row for each operation, a column for each kind of caller, a status in each cell. */
final class AccessMatrix {
    private final List<String> callers;
    private final Map<String, List<Integer>> rows = new LinkedHashMap<>();

    private AccessMatrix(List<String> lines) {
        callers = words(lines.getFirst()).stream().skip(1).toList();
        for (var line : lines.subList(1, lines.size())) {
            var words = words(line);
            var statuses = words.stream().skip(1).map(Integer::valueOf).toList();
            if (statuses.size() != callers.size() || rows.put(words.getFirst(), statuses) != null) {
                throw new IllegalArgumentException("a row too short, too long or twice: " + line);
            }
        }
    }

    static AccessMatrix read() {
        try (var in = AccessMatrix.class.getResourceAsStream("/access/matrix.txt")) {
            var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return new AccessMatrix(text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<String> callers() {
        return callers;
    }

    Map<String, List<Integer>> rows() {
        return rows;
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.strip().split("\\s+"));
    }
}
