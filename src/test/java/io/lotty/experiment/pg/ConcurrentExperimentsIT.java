package io.lotty.experiment.pg;

import static io.lotty.experiment.pg.Laboratory.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.experiment.Designs;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.Status;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many at once, on a real Postgres: one wins, and what is kept is whole. */
@WithStores
class ConcurrentExperimentsIT {
    private final Vertx vertx = Vertx.vertx();
    private final Pg pg;
    private final Laboratory lab;

    ConcurrentExperimentsIT(FreshDatabase database) {
        pg = new Pg(PgPools.open(vertx, database.url(), 10));
        lab = new Laboratory(pg);
        lab.flag("button");
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    @Covers({"EXP-3", "EXP-7"})
    void of_fifty_concurrent_starts_on_one_flag_one_wins_and_is_named_to_the_others() {
        var approved = IntStream.range(0, 50)
                .mapToObj(i -> lab.approved("button", Designs.named("Number " + i)))
                .toList();
        var refusals = together(approved.stream()
                .<Callable<Experiment>>map(one -> () -> lab.conducting.start(at(one), lab.by(lab.owner)))
                .toList());
        var live = pg.read(PgExperiments::atEdges);
        assertThat(live).hasSize(1).allMatch(one -> one.status() == Status.RUNNING);
        assertThat(refusals).hasSize(49).allSatisfy(refusal -> {
            assertThat(refusal.code()).isEqualTo("flag_has_live_experiment");
            assertThat(refusal.sentence()).contains(live.getFirst().id().toString());
        });
    }

    @Test
    @Covers("EXP-5")
    void of_concurrent_starts_of_one_experiment_one_wins() {
        var approved = lab.approved("button", Designs.twoHalves());
        var refusals = together(IntStream.range(0, 10)
                .<Callable<Experiment>>mapToObj(i -> () -> lab.conducting.start(at(approved), lab.by(lab.owner)))
                .toList());
        assertThat(refusals)
                .hasSize(9)
                .allSatisfy(refusal -> assertThat(refusal.code()).isEqualTo("illegal_transition"));
    }

    @Test
    @Covers("EXP-6")
    void two_concurrent_approvals_both_count() {
        var strict = lab.reviewing(2);
        var draft = lab.draft("button", Designs.twoHalves());
        lab.reviewing.submit(at(draft), lab.by(lab.owner));
        var refusals = together(List.of(
                () -> strict.approve(at(draft), "", lab.by(lab.reviewer)),
                () -> strict.approve(at(draft), "", lab.by(lab.secondReviewer))));
        assertThat(refusals).isEmpty();
        assertThat(lab.experiments.find(draft.id()).orElseThrow().status()).isEqualTo(Status.APPROVED);
    }

    /** Runs all at once; what was refused. */
    private static List<Refusal> together(List<Callable<Experiment>> acts) {
        try (var threads = Executors.newFixedThreadPool(acts.size())) {
            return threads.invokeAll(acts).stream()
                    .filter(done -> done.state() == Future.State.FAILED)
                    .map(done -> (Refusal) done.exceptionNow())
                    .toList();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
