package io.lotty.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the repository in order: what must not be in sources, and what the documents say about them. */
class TidyTest {
    private static final int MAX_LINES = 300;
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Path CHECKSUMS = Path.of("src/test/resources/migrations.sha256");

    /** In two pieces, so that this file does not contain them. */
    private static final List<String> UNWANTED = List.of(
            "TO" + "DO", "FIX" + "ME", "System." + "out", "System." + "err", "Thread." + "sleep", "@Dis" + "abled");

    private static final Pattern MAP_ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");
    private static final Pattern ADR_LINK = Pattern.compile("\\]\\((?:\\./)?([^)/]+\\.md)\\)");

    @Test
    void sources_hold_nothing_unfinished_and_print_and_sleep_nowhere() throws IOException {
        assertThat(lines(line -> UNWANTED.stream().anyMatch(line::contains))).isEmpty();
    }

    @Test
    void no_line_ends_in_white_space() throws IOException {
        assertThat(lines(line -> !line.isEmpty() && Character.isWhitespace(line.charAt(line.length() - 1))))
                .isEmpty();
    }

    @Test
    void every_source_ends_with_a_new_line() throws IOException {
        assertThat(Format.sources())
                .allSatisfy(file -> assertThat(Files.readString(file)).endsWith("\n"));
    }

    @Test
    void no_source_is_too_long() throws IOException {
        assertThat(Format.sources())
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .as("lines of %s", file)
                        .hasSizeLessThanOrEqualTo(MAX_LINES));
    }

    @Test
    void the_map_and_the_packages_agree() throws IOException {
        var packages = new TreeSet<String>();
        for (var source : Format.sources()) {
            if (source.startsWith("src/main/java/io/lotty")) {
                packages.add(Path.of("src/main/java/io/lotty")
                        .relativize(source.resolveSibling(""))
                        .toString()
                        .replace('/', '.'));
            }
        }
        packages.remove("");
        var mapped =
                MAP_ROW.matcher(Files.readString(Path.of("MAP.md"))).results().map(row -> row.group(1));
        assertThat(mapped).as("packages in MAP.md").containsExactlyInAnyOrderElementsOf(packages);
    }

    @Test
    void every_package_says_what_it_promises() throws IOException {
        var sources = Format.sources().stream().filter(source -> source.startsWith("src/main/java"));
        assertThat(sources.map(source -> source.resolveSibling("package-info.java"))
                        .distinct())
                .allSatisfy(promise -> assertThat(promise).exists());
    }

    @Test
    void the_index_of_decisions_and_the_decisions_agree() throws IOException {
        var index = Path.of("ADR/README.md");
        var listed = Files.exists(index)
                ? ADR_LINK.matcher(Files.readString(index)).results().map(link -> link.group(1))
                : Stream.<String>empty();
        assertThat(listed.distinct()).containsExactlyInAnyOrderElementsOf(names(Path.of("ADR"), ".md"));
    }

    @Test
    void landed_migrations_are_unchanged() throws IOException {
        var recorded = Files.readAllLines(CHECKSUMS);
        for (var name : names(MIGRATIONS, ".sql")) {
            var line = sha256(MIGRATIONS.resolve(name)) + "  " + name;
            assertThat(recorded)
                    .as("%s is missing this line for a new migration; a landed one must not change", CHECKSUMS)
                    .contains(line);
        }
        assertThat(recorded.stream().map(line -> line.split(" {2}", 2)[1]))
                .as("migrations that once landed")
                .containsExactlyInAnyOrderElementsOf(names(MIGRATIONS, ".sql"));
    }

    private static List<String> lines(Predicate<String> unwanted) throws IOException {
        var found = Stream.<String>builder();
        for (var source : Format.sources()) {
            var lines = Files.readString(source).split("\n", -1);
            for (var i = 0; i < lines.length; i++) {
                if (unwanted.test(lines[i])) {
                    found.add(source + ":" + (i + 1) + " " + lines[i].strip());
                }
            }
        }
        return found.build().toList();
    }

    private static List<String> names(Path folder, String ending) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending) && !name.equals("README.md"))
                    .sorted()
                    .toList();
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
