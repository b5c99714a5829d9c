package io.lotty.stats.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A small part of the simulation, so that it stays alive; the whole of it is {@code infrastructure/simulate/run}. */
@Covers("STA-2")
class SimulationTest {
    private static final Trials FEW = new Trials(6, 0.01);

    @ParameterizedTest
    @MethodSource("scenarios")
    void what_is_promised_comes_true(Scenario scenario) {
        assertThat(scenario.play(FEW))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.verdict()).as(row.text()).isNotEqualTo(Row.Verdict.OUTSIDE));
    }

    @Test
    void the_same_seed_gives_the_same_table_and_another_seed_another() {
        var table = new Family().play(FEW);
        assertThat(new Family().play(FEW)).isEqualTo(table);
        assertThat(new Family().play(new Trials(7, 0.01))).isNotEqualTo(table);
    }

    @Test
    void a_promise_that_is_broken_is_told() {
        var often = new Shares.Share(600, 10_000);
        assertThat(Row.near("", 0.05, 0.005, often).verdict()).isEqualTo(Row.Verdict.OUTSIDE);
        assertThat(Row.near("", 0.05, 0.01, often).verdict()).isEqualTo(Row.Verdict.OK);
        assertThat(Row.atMost("", 0.05, often).verdict()).isEqualTo(Row.Verdict.OUTSIDE);
        assertThat(Row.atLeast("", 0.07, often).verdict()).isEqualTo(Row.Verdict.OUTSIDE);
        assertThat(Row.figure("", 0.5, 0.6, 0.03, 100).verdict()).isEqualTo(Row.Verdict.OUTSIDE);
    }

    @Test
    void the_command_is_read_and_repeated() {
        assertThat(Options.of(new String[] {"--short", "--seed", "9"}).text())
                .isEqualTo("infrastructure/simulate/run --short --seed 9");
        assertThat(Options.of(new String[] {})).isEqualTo(new Options(1, 6));
        assertThatThrownBy(() -> Options.of(new String[] {"--seed"})).hasMessageContaining("whole number");
        assertThatThrownBy(() -> Options.of(new String[] {"--long"})).hasMessageContaining("no option --long");
    }

    private static List<Scenario> scenarios() {
        return Simulation.SCENARIOS;
    }
}
