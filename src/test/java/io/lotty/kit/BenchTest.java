package io.lotty.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Benchmarks and chaos are built by themselves; what they use of Lotty must not change behind their back. */
class BenchTest {
    /** What needs JMH, which is not on this class path. */
    private static final String MICRO = "Benchmark.java";

    @ParameterizedTest
    @ValueSource(strings = {"infrastructure/bench/harness/src/main/java", "infrastructure/chaos/harness/src/main/java"})
    void what_is_built_by_itself_compiles(Path source, @TempDir Path classes) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(problems, null, StandardCharsets.UTF_8)) {
            var options = List.of("-proc:none", "-d", classes.toString());
            var sources = files.getJavaFileObjectsFromPaths(sources(source));
            compiler.getTask(null, files, problems, options, null, sources).call();
        }
        assertThat(problems.getDiagnostics()).isEmpty();
    }

    private static List<Path> sources(Path source) throws IOException {
        try (var files = Files.walk(source)) {
            return files.filter(file -> file.toString().endsWith(".java")
                            && !file.toString().endsWith(MICRO))
                    .toList();
        }
    }
}
