package io.lotty.experiment.pg;

import static io.lotty.experiment.pg.Laboratory.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.experiment.Completion;
import io.lotty.experiment.Conducting.FlagDefault;
import io.lotty.experiment.Designs;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.Outcome;
import io.lotty.experiment.Status;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several people act on one experiment at once, over and over: whatever wins, what is told fits what happened. */
@WithStores
@Covers("EXP-5")
class ConcurrentTransitionsIT {
    private static final int ROUNDS = 100;
    private static final String REVIEWS = """
            SELECT decision FROM experiment_review WHERE experiment_id = $1 ORDER BY at, decision""";

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Pg pg;
    private final Laboratory lab;

    ConcurrentTransitionsIT(FreshDatabase database) {
        pg = new Pg(PgPools.open(vertx, database.url(), 6));
        lab = new Laboratory(pg);
        lab.flag("button");
    }

    @AfterEach
    void close() {
        threads.shutdown();
        vertx.close().await();
    }

    @Test
    @Covers("EXP-6")
    void of_concurrent_verdicts_one_counts() {
        for (int round = 0; round < ROUNDS; round++) {
            var draft = lab.draft("button", Designs.twoHalves());
            lab.reviewing.submit(at(draft), lab.by(lab.owner));
            int accepted = together(List.of(
                    () -> lab.reviewing.approve(at(draft), "", lab.by(lab.reviewer)),
                    () -> lab.reviewing.reject(at(draft), "no", lab.by(lab.secondReviewer)),
                    () -> lab.reviewing.requestChanges(at(draft), "why", lab.by(lab.admin)),
                    () -> lab.conducting.complete(at(draft), nothing(), FlagDefault.KEPT, lab.by(lab.owner))));
            assertThat(accepted).as("round %s", round).isEqualTo(1);
            assertThat(transitions(draft)).as("round %s", round).hasSize(2);
            assertThat(reviews(draft)).as("round %s", round).hasSize(1).containsExactlyElementsOf(reviewed(draft));
        }
    }

    @Test
    void a_pause_and_a_completion_at_once_end_completed_with_a_history_that_fits() {
        for (int round = 0; round < ROUNDS; round++) {
            var running = lab.running("button", Designs.twoHalves());
            int before = transitions(running).size();
            int accepted = together(List.of(
                    () -> lab.conducting.pause(at(running), lab.by(lab.owner)),
                    () -> lab.conducting.complete(at(running), nothing(), FlagDefault.KEPT, lab.by(lab.owner)),
                    () -> lab.conducting.complete(at(running), nothing(), FlagDefault.KEPT, lab.by(lab.admin)),
                    () -> lab.conducting.resume(at(running), "", lab.by(lab.owner))));
            var transitions = transitions(running);
            assertThat(transitions).as("round %s", round).hasSize(before + accepted);
            assertThat(transitions.getLast()).endsWith(Status.COMPLETED.text());
            assertThat(lab.experiments.find(running.id()).orElseThrow().status())
                    .isEqualTo(Status.COMPLETED);
        }
    }

    /** How many were accepted; all others were refused for the state. */
    private int together(List<Callable<Experiment>> acts) {
        try {
            var done = threads.invokeAll(acts);
            var refused = done.stream()
                    .filter(act -> act.state() == Future.State.FAILED)
                    .toList();
            assertThat(refused)
                    .allSatisfy(act -> assertThat(act.exceptionNow())
                            .isInstanceOfSatisfying(
                                    Refusal.Conflict.class,
                                    refusal -> assertThat(refusal.code()).isEqualTo("illegal_transition")));
            return done.size() - refused.size();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Each from where the one before led, and the last to where the experiment is. */
    private List<String> transitions(Experiment experiment) {
        var lines = new ArrayList<String>();
        var status = "draft";
        for (var entry :
                lab.experiments.history(experiment.id(), PageRequest.first()).items()) {
            if (entry.kind().equals("transition")) {
                var details = new JsonObject(entry.details());
                assertThat(details.getString("from")).isEqualTo(status);
                status = details.getString("to");
                lines.add(details.getString("action") + " " + status);
            }
        }
        assertThat(lab.experiments.find(experiment.id()).orElseThrow().status().text())
                .isEqualTo(status);
        return lines;
    }

    private List<String> reviewed(Experiment experiment) {
        return lab.experiments.history(experiment.id(), PageRequest.first()).items().stream()
                .filter(entry -> entry.kind().equals("reviewed"))
                .map(entry -> new JsonObject(entry.details()).getString("decision"))
                .toList();
    }

    private List<String> reviews(Experiment experiment) {
        return pg.read(tx -> tx.list(
                REVIEWS, row -> row.getString("decision"), experiment.id().value()));
    }

    private static Completion nothing() {
        return new Completion(Outcome.NO_EFFECT, Optional.empty(), "nothing moved");
    }
}
