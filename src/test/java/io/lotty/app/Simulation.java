package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs of the storefront simulator for tests. {@code -Dlotty.simulation.subjects=5000} makes them as large as wanted:
 *
 * <pre>mvn verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test='SimulationIT,RolesIT' -Djacoco.skip
 *     -DargLine= -Dlotty.simulation.subjects=5000</pre>
 */
final class Simulation {
    static final int SUBJECTS = Integer.getInteger("lotty.simulation.subjects", 400);
    private static final Path PROGRAMS = Path.of("target/embedded");

    private Simulation() {}

    /** Half of the shoppers take part, so that a small crowd gives every figure something to count. */
    static LottyProcess start(Path output, String url) {
        return LottyProcess.simulator(
                output, url, "--subjects", Integer.toString(SUBJECTS), "--share", "50", "--senders", "4");
    }

    static void awaitEqualFigures(LottyProcess storefront) {
        assertThat(storefront.awaitEnd()).as(storefront.output()).isZero();
        assertThat(storefront.output())
                .containsPattern("All \\d+ figures are equal\\.")
                .containsPattern("shoppers who kept variant +" + "\\d+")
                .doesNotContain("DIFFERENT");
    }

    /** Spares each data folder of a test its own copy of Postgres. */
    static void shareThePrograms(Path data) throws IOException {
        Files.createDirectories(data);
        Files.createSymbolicLink(
                data.resolve("bin"), Files.createDirectories(PROGRAMS).toAbsolutePath());
    }
}
