package io.lotty.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole storefront over HTTP, against a fake Lotty that reckons for itself. */
@Timeout(60)
class StorefrontIT {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private FakeLotty lotty;

    @BeforeEach
    void open() throws IOException {
        lotty = new FakeLotty();
    }

    @AfterEach
    void close() {
        lotty.close();
    }

    @Test
    void the_truth_and_an_honest_report_are_equal_in_every_figure() {
        var code = simulate("--subjects", "1500", "--split", "20,20,20");

        assertThat(code).as(screen()).isZero();
        // three variants of twelve figures each, and five of the whole run
        assertThat(screen())
                .contains("All 41 figures are equal.")
                .contains("revenue")
                .doesNotContain("DIFFERENT");
    }

    @Test
    void lost_answers_and_a_busy_intake_change_no_figure() {
        lotty.loseAnswers(3);
        lotty.beBusy(5);

        var code = simulate("--subjects", "1500", "--share", "60");

        assertThat(code).as(screen()).isZero();
        assertThat(screen()).containsPattern("retries [1-9]");
    }

    @Test
    void a_killed_and_restarted_lotty_changes_no_figure() throws IOException {
        var run = CompletableFuture.supplyAsync(() -> simulate("--subjects", "4000", "--share", "60"));
        awaitEventPosts(5);
        lotty.kill();
        LockSupport.parkNanos(2_000_000_000L);
        lotty.startAgain();

        assertThat(run.join()).as(screen()).isZero();
        assertThat(screen()).contains("waiting for Lotty").contains("Lotty answers again");
    }

    @Test
    void a_run_that_is_done_twice_adds_no_event() {
        assertThat(simulate("--subjects", "800")).as(screen()).isZero();
        var stored = lotty.store().storedEvents();

        assertThat(simulate("--subjects", "800", "--duplicates", "0", "--senders", "2"))
                .as(screen())
                .isZero();
        assertThat(lotty.store().storedEvents()).isEqualTo(stored);
        assertThat(screen()).contains("accepted 0, duplicates " + stored);
    }

    @Test
    void an_exposure_that_was_acknowledged_and_lost_is_told() {
        lotty.store().loseEvents(1);

        var code = simulate("--subjects", "800", "--share", "60", "--settle", "1", "--duplicates", "0");

        assertThat(code).as(screen()).isEqualTo(1);
        assertThat(screen()).containsPattern("exposures +\\d+ +\\d+  DIFFERENT");
    }

    @Test
    void another_experiment_on_the_flag_is_completed_only_when_asked_to() {
        assertThat(simulate("--subjects", "300", "--run", "first")).as(screen()).isZero();

        assertThat(simulate("--subjects", "300", "--run", "second")).isEqualTo(3);
        assertThat(screen())
                .contains("The flag button_color is held by the experiment \"Button colour first\" (e1, running)");

        assertThat(simulate("--subjects", "300", "--run", "second", "--replace"))
                .as(screen())
                .isZero();
        assertThat(screen()).contains("completed the experiment \"Button colour first\"");
    }

    @Test
    void the_name_of_a_run_with_other_shoppers_is_refused() {
        assertThat(simulate("--subjects", "300", "--run", "mine")).as(screen()).isZero();

        assertThat(simulate("--subjects", "301", "--run", "mine")).isEqualTo(3);
        assertThat(screen()).contains("The run mine was begun with other shoppers");
    }

    @Test
    void a_given_experiment_is_joined_as_it_is() {
        assertThat(simulate("--subjects", "300")).as(screen()).isZero();

        assertThat(simulate("--subjects", "300", "--experiment", "e1"))
                .as(screen())
                .isZero();
        assertThat(simulate("--experiment", "e9")).isEqualTo(3);
    }

    @Test
    void a_lotty_that_never_answers_ends_the_run_with_a_sentence() {
        lotty.kill();

        assertThat(simulate("--patience", "1")).isEqualTo(3);
        assertThat(screen()).contains("Lotty has not answered for 1 s").contains("Is it running?");
    }

    private int simulate(String... options) {
        var arguments = new ArrayList<>(List.of("--url", lotty.url()));
        arguments.addAll(List.of(options));
        return Storefront.run(arguments, new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8)));
    }

    private String screen() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private void awaitEventPosts(int count) {
        while (lotty.eventPosts() < count) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
