package io.lotty.kit;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The one format of the Java sources: palantir-java-format, 120 columns, imports ordered and none unused. It runs in the
 * JDK of the project, not in Maven's, whose parser may be too old for the sources; so no formatter plugin.
 */
final class Format {
    static final String COMMAND = "mvn -q test-compile exec:exec@format";

    private static final List<Path> ROOTS = List.of(
            Path.of("src/main/java"),
            Path.of("src/test/java"),
            Path.of("infrastructure/bench/harness/src/main/java"),
            Path.of("infrastructure/chaos/harness/src/main/java"));
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private Format() {}

    /** Rewrites the sources that are not in the format. */
    public static void main(String[] args) throws IOException {
        for (var file : misformatted().entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
        }
    }

    /** The sources that are not in the format, each with the text that it should have. */
    static SortedMap<Path, String> misformatted() throws IOException {
        var misformatted = new ConcurrentSkipListMap<Path, String>();
        sources().parallelStream().forEach(file -> {
            var text = read(file);
            var formatted = formatted(file, text);
            if (!formatted.equals(text)) {
                misformatted.put(file, formatted);
            }
        });
        return misformatted;
    }

    static List<Path> sources() throws IOException {
        var all = Stream.<Path>builder();
        for (var root : ROOTS) {
            try (var files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(all);
            }
        }
        return all.build().toList();
    }

    private static String formatted(Path file, String text) {
        try {
            var imports = ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(text), JavaFormatterOptions.Style.PALANTIR);
            return FORMATTER.formatSource(imports);
        } catch (FormatterException e) {
            throw new IllegalStateException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
