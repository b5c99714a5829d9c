package io.lotty.experiment.pg;

import static io.lotty.experiment.pg.Laboratory.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lotty.experiment.Conflict.Policy;
import io.lotty.experiment.Design;
import io.lotty.experiment.Designs;
import io.lotty.experiment.ExperimentState;
import io.lotty.experiment.HistoryEntry;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of guardrails, overrides, conflicts and the intake's switch once they are designed. */
@WithStores
class DesignUseIT {
    private static final String REVISION = "SELECT revision FROM configuration_revision";

    private final Vertx vertx = Vertx.vertx();
    private final Pg pg;
    private final Laboratory lab;

    DesignUseIT(FreshDatabase database) {
        pg = new Pg(PgPools.open(vertx, database.url(), 4));
        lab = new Laboratory(pg);
        lab.flag("button");
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    @Covers({"EXP-7", "GRD-1"})
    void the_metric_of_a_guardrail_is_there_when_it_is_saved_and_when_it_starts() {
        var refusal =
                catchThrowableOfType(Refusal.Invalid.class, () -> lab.draft("button", guarded("errors", "unknown")));
        assertThat(refusal.violations()).extracting(Violation::pointer).containsExactly("/guardrails/1/metric");
        refusal = catchThrowableOfType(Refusal.Invalid.class, () -> lab.draft("button", guarded("archived")));
        assertThat(refusal.violations()).extracting(Violation::code).containsExactly("archived_metric");
        var approved = lab.approved("button", guarded("errors"));
        lab.unknownMetrics.add("errors");
        assertThat(lab.preparing.outlook(approved.id()).obstacles())
                .extracting(Refusal::code)
                .containsExactly("metric_missing");
        var start = catchThrowableOfType(
                Refusal.Conflict.class, () -> lab.conducting.start(at(approved), lab.by(lab.owner)));
        assertThat(start.code()).isEqualTo("metric_missing");
        assertThat(start.sentence()).contains("errors");
    }

    @Test
    @Covers("MET-1")
    void an_archived_metric_starts_nothing_any_more() {
        var approved = lab.approved("button", guarded("errors"));
        lab.archivedMetrics.add("errors");

        var start = catchThrowableOfType(
                Refusal.Conflict.class, () -> lab.conducting.start(at(approved), lab.by(lab.owner)));

        assertThat(start.code()).isEqualTo("metric_archived");
        assertThat(start.sentence()).contains("errors");
    }

    @Test
    @Covers("EXP-4")
    void a_clone_takes_all_over_but_the_overrides() {
        var design = Designs.edited(Designs.forcing("quinn", "green"), parts -> {
            parts.guardrails = List.of(Designs.guardrail("errors"));
            parts.conflict = Optional.of(Designs.conflict(Policy.BID, "checkout"));
            parts.priority = 7;
            parts.intakePaused = true;
        });
        var original = lab.running("button", design);
        assertThat(lab.experiments.find(original.id())).contains(original);
        assertThat(original.design()).isEqualTo(design);
        var clone = lab.authoring.copy(original.id(), lab.by(lab.admin));
        assertThat(clone.design()).isEqualTo(Designs.edited(design, parts -> parts.overrides = List.of()));
    }

    @Test
    @Covers({"DEC-5", "EXP-10"})
    void the_intake_starts_as_designed_and_its_switch_is_in_the_history_and_in_no_version() {
        var closed = Designs.edited(Designs.twoHalves(), parts -> parts.intakePaused = true);
        var running = lab.running("button", closed);
        assertThat(((ExperimentState.Live) running.state()).intakePaused()).isTrue();
        var open = lab.conducting.resumeIntake(at(running), lab.by(lab.owner));
        lab.conducting.pause(at(running), lab.by(lab.owner));
        lab.conducting.resume(at(running), "", lab.by(lab.owner));
        var again = lab.conducting.pauseIntake(at(running), lab.by(lab.admin));
        assertThat(open.intakePaused()).isFalse();
        assertThat(again.intakePaused()).isTrue();
        assertThat(again.version()).isEqualTo(running.version());
        var history = lab.experiments.history(running.id(), PageRequest.first()).items();
        assertThat(history)
                .extracting(HistoryEntry::kind)
                .contains("intake_resumed")
                .endsWith("intake_paused");
        assertThat(history.getLast().actorName()).contains("admin");
    }

    @Test
    @Covers({"EXP-11", "DEC-9"})
    void overrides_concern_the_edges_while_they_work_and_other_drafts_do_not() {
        var plain = lab.draft("button", Designs.twoHalves());
        long before = revision();
        lab.authoring.edit(at(plain), design -> Designs.named("Other"), lab.by(lab.owner));
        lab.reviewing.submit(at(plain), lab.by(lab.owner));
        assertThat(revision()).isEqualTo(before);

        var forcing = lab.draft("button", Designs.forcing("quinn", "green"));
        assertThat(revision()).isGreaterThan(before);
        assertThat(pg.read(PgExperiments::atEdges)).containsExactly(forcing);
        assertMoves(() -> lab.reviewing.submit(at(forcing), lab.by(lab.owner)));
        assertMoves(() -> lab.reviewing.reject(at(forcing), "no", lab.by(lab.reviewer)));
        assertThat(pg.read(PgExperiments::atEdges)).isEmpty();
        assertMoves(() -> lab.reviewing.rework(at(forcing), lab.by(lab.owner)));
        assertMoves(
                () -> lab.authoring.edit(at(forcing), design -> Designs.forcing("quinn", "blue"), lab.by(lab.owner)));
        assertMoves(() -> lab.authoring.edit(at(forcing), design -> Designs.twoHalves(), lab.by(lab.owner)));
        assertThat(pg.read(PgExperiments::atEdges)).isEmpty();
    }

    private void assertMoves(Runnable act) {
        long before = revision();
        act.run();
        assertThat(revision()).isGreaterThan(before);
    }

    private long revision() {
        return pg.read(tx -> tx.one(REVISION, row -> row.getLong("revision")).orElseThrow());
    }

    private static Design guarded(String... metrics) {
        return Designs.edited(
                Designs.twoHalves(),
                parts -> parts.guardrails =
                        List.of(metrics).stream().map(Designs::guardrail).toList());
    }
}
