package io.lotty.kit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds tests and requirements together. A requirement enters {@code claimed.txt} when it is done; from then on it must
 * have a test. The matrix of all is written to {@code target/compliance.md}.
 */
class ComplianceTest {
    private static final Path RESOURCES = Path.of("src/test/resources/compliance");

    private static Map<String, String> titles = Map.of();
    private static List<String> claimed = List.of();
    private static SortedMap<String, SortedSet<String>> tests = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        titles = new LinkedHashMap<>();
        for (var line : Files.readAllLines(RESOURCES.resolve("requirements.txt"))) {
            var idAndTitle = line.split(" ", 2);
            titles.put(idAndTitle[0], idAndTitle[1]);
        }
        claimed = Files.readAllLines(RESOURCES.resolve("claimed.txt"));
        tests = testsByRequirement(new ClassFileImporter().importPath(Path.of("target/test-classes")));
    }

    @Test
    void every_claimed_requirement_has_a_test() {
        assertThat(claimed).allSatisfy(id -> assertThat(tests).containsKey(id));
    }

    @Test
    void every_claimed_requirement_is_in_the_list() {
        assertThat(titles.keySet()).containsAll(claimed);
    }

    @Test
    void tests_name_only_requirements_of_the_list() {
        assertThat(tests)
                .allSatisfy((id, names) ->
                        assertThat(titles).as("named by %s", names).containsKey(id));
    }

    @Test
    void the_matrix_of_requirements_and_tests_is_written() throws IOException {
        var rows = titles.entrySet().stream().map(ComplianceTest::row).collect(joining("\n"));
        var matrix = Path.of("target/compliance.md");
        Files.writeString(matrix, """
                # Requirements and the tests that prove them

                | requirement | title | claimed | tests |
                |---|---|---|---|
                %s
                """.formatted(rows));
        assertThat(matrix).content().contains(titles.keySet());
    }

    private static String row(Map.Entry<String, String> requirement) {
        var id = requirement.getKey();
        var names = tests.getOrDefault(id, new TreeSet<>());
        return "| %s | %s | %s | %s |"
                .formatted(id, requirement.getValue(), claimed.contains(id) ? "yes" : "", String.join("<br>", names));
    }

    private static SortedMap<String, SortedSet<String>> testsByRequirement(Collection<JavaClass> classes) {
        var found = new TreeMap<String, SortedSet<String>>();
        for (var type : classes) {
            if (type.getModifiers().contains(JavaModifier.ABSTRACT)) {
                continue; // a contract proves nothing until a store is put to it
            }
            covered(type).forEach(id -> names(found, id).add(type.getSimpleName()));
            for (var method : type.getAllMethods()) {
                covered(method).forEach(id -> names(found, id).add(type.getSimpleName() + "." + method.getName()));
            }
            for (var parent : type.getAllRawSuperclasses()) {
                covered(parent).forEach(id -> names(found, id).add(type.getSimpleName()));
            }
        }
        return found;
    }

    private static SortedSet<String> names(Map<String, SortedSet<String>> found, String id) {
        return found.computeIfAbsent(id, missing -> new TreeSet<>());
    }

    private static List<String> covered(CanBeAnnotated annotated) {
        return annotated.isAnnotatedWith(Covers.class) ? List.of(ids(annotated)) : List.of();
    }

    private static String[] ids(CanBeAnnotated annotated) {
        return switch (annotated) {
            case JavaClass type -> type.getAnnotationOfType(Covers.class).value();
            case com.tngtech.archunit.core.domain.JavaMember member ->
                member.getAnnotationOfType(Covers.class).value();
            default -> throw new IllegalArgumentException("cannot read the annotations of " + annotated);
        };
    }
}
