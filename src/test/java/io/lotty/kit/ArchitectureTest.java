package io.lotty.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the packages to {@link Packages}, the one table of who may use whom. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target/classes"));

    private static final Set<String> CLOCK_RANDOM_AND_ENVIRONMENT = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current");

    private static final List<String> ENGINES = List.of("io.vertx", "io.netty", "java.sql", "javax.sql", "org.slf4j");

    @Test
    void every_package_has_its_row_in_the_table() {
        assertThat(packages().filter(Predicate.not(Packages::known))).isEmpty();
    }

    @Test
    void a_package_uses_only_what_its_row_allows() {
        assertThat(forbidden(to -> {
                    var owner = to.getOriginClass().getPackageName();
                    var target = to.getTargetClass().getBaseComponentType().getPackageName();
                    return Packages.known(owner) && Packages.ours(target) && !Packages.mayUse(owner, target);
                }))
                .isEmpty();
    }

    @Test
    void the_table_has_no_cycle() {
        assertThat(Packages.FEATURES.keySet())
                .allSatisfy(feature -> assertThat(Packages.reachable(feature)).doesNotContain(feature));
    }

    @Test
    void feature_roots_know_no_engine() {
        assertThat(forbidden(to -> Packages.isFeatureRoot(to.getOriginClass().getPackageName())
                        && ENGINES.stream()
                                .anyMatch(engine -> Packages.within(
                                        to.getTargetClass()
                                                .getBaseComponentType()
                                                .getPackageName(),
                                        engine))))
                .isEmpty();
    }

    @Test
    void feature_roots_never_ask_the_clock_random_or_the_environment() {
        assertThat(MAIN.stream()
                        .filter(type -> Packages.isFeatureRoot(type.getPackageName()))
                        .flatMap(type -> type.getAccessesFromSelf().stream())
                        .filter(access -> CLOCK_RANDOM_AND_ENVIRONMENT.contains(access.getTargetOwner()
                                        .getName() + "." + access.getTarget().getName()))
                        .map(JavaAccess::getDescription))
                .isEmpty();
    }

    private static Stream<String> packages() {
        return MAIN.stream().map(JavaClass::getPackageName).distinct().sorted();
    }

    private static Set<String> forbidden(Predicate<Dependency> rule) {
        var found = new TreeSet<String>();
        for (var type : MAIN) {
            type.getDirectDependenciesFromSelf().stream()
                    .filter(rule)
                    .map(Dependency::getDescription)
                    .forEach(found::add);
        }
        return found;
    }
}
