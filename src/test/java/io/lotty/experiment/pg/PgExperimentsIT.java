package io.lotty.experiment.pg;

import static io.lotty.experiment.pg.Laboratory.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.experiment.Completion;
import io.lotty.experiment.Conducting.FlagDefault;
import io.lotty.experiment.Designs;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.ExperimentAt;
import io.lotty.experiment.ExperimentState;
import io.lotty.experiment.Experiments.Filter;
import io.lotty.experiment.HistoryEntry;
import io.lotty.experiment.Outcome;
import io.lotty.experiment.Status;
import io.lotty.flag.FlagKeeping;
import io.lotty.id.FlagKey;
import io.lotty.id.VariantName;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithStores
class PgExperimentsIT {
    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Pg pg;
    private final Laboratory lab;

    PgExperimentsIT(FreshDatabase database) {
        this.database = database;
        pg = new Pg(PgPools.open(vertx, database.url(), 10));
        lab = new Laboratory(pg);
        lab.flag("button");
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    @Covers("EXP-1")
    void what_was_created_is_found() {
        var draft = lab.draft("button", Designs.twoHalves());
        assertThat(lab.experiments.find(draft.id())).contains(draft);
    }

    @Test
    @Covers("EXP-5")
    void an_experiment_lives_its_whole_life() {
        var experiment = lab.running("button", Designs.twoHalves());
        var at = at(experiment);
        var started = ((ExperimentState.Running) experiment.state()).startedAt();
        assertThat(lab.conducting.pause(at, lab.by(lab.owner)).state()).isEqualTo(new ExperimentState.Paused(started));
        assertThat(lab.conducting.resume(at, "again", lab.by(lab.admin)).state())
                .isEqualTo(experiment.state());
        var completed = lab.conducting.complete(at, noEffect(), FlagDefault.KEPT, lab.by(lab.owner));
        assertThat(completed.status()).isEqualTo(Status.COMPLETED);
        var archived = lab.conducting.archive(at, lab.by(lab.owner));
        assertThat(archived.state()).isEqualTo(((ExperimentState.Completed) completed.state()).archive());
        assertThat(lab.experiments.find(experiment.id())).contains(archived);
    }

    @Test
    @Covers("EXP-3")
    void a_paused_experiment_still_holds_its_flag() {
        var paused = lab.running("button", Designs.twoHalves());
        lab.conducting.pause(at(paused), lab.by(lab.owner));
        var second = lab.approved("button", Designs.named("Second"));
        assertRefused(() -> lab.conducting.start(at(second), lab.by(lab.owner)), "flag_has_live_experiment");
        lab.conducting.complete(at(paused), noEffect(), FlagDefault.KEPT, lab.by(lab.owner));
        assertThat(lab.conducting.start(at(second), lab.by(lab.owner)).status()).isEqualTo(Status.RUNNING);
    }

    @Test
    @Covers("EXP-4")
    void each_saved_design_is_a_version_that_nobody_can_change() {
        var draft = lab.draft("button", Designs.named("First"));
        var edited = lab.authoring.edit(at(draft), current -> Designs.named("Second"), lab.by(lab.owner));
        var same = lab.authoring.edit(at(draft), current -> current, lab.by(lab.owner));
        assertThat(edited.version()).isEqualTo(2);
        assertThat(same).isEqualTo(edited);
        assertThat(lab.experiments.versions(draft.id(), PageRequest.first()).items())
                .extracting(version -> version.design().name())
                .containsExactly("First", "Second");
        assertThat(lab.experiments.version(draft.id(), 1).orElseThrow().design())
                .isEqualTo(draft.design());
        assertThatThrownBy(() -> database.execute("UPDATE experiment_version SET version = 3 WHERE version = 2"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> database.execute("DELETE FROM experiment_history"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("append-only");
    }

    @Test
    void an_edit_of_an_older_revision_is_refused() {
        var draft = lab.draft("button", Designs.named("First"));
        var read = new ExperimentAt(draft.id(), Optional.of(draft.revision()));
        lab.authoring.edit(read, current -> Designs.named("Second"), lab.by(lab.owner));
        assertThatThrownBy(() -> lab.authoring.edit(read, current -> Designs.named("Third"), lab.by(lab.owner)))
                .isInstanceOf(Refusal.Stale.class);
    }

    @Test
    @Covers("EXP-10")
    void history_tells_versions_reviews_and_transitions_in_their_order() {
        var draft = lab.draft("button", Designs.named("First"));
        lab.authoring.edit(at(draft), current -> Designs.named("Second"), lab.by(lab.owner));
        lab.reviewing.submit(at(draft), lab.by(lab.owner));
        lab.reviewing.requestChanges(at(draft), "why?", lab.by(lab.reviewer));
        lab.reviewing.submit(at(draft), lab.by(lab.owner));
        lab.reviewing.reject(at(draft), "no", lab.by(lab.reviewer));
        lab.reviewing.rework(at(draft), lab.by(lab.owner));
        var history = lab.experiments.history(draft.id(), PageRequest.first()).items();
        assertThat(history)
                .extracting(PgExperimentsIT::line)
                .containsExactly(
                        "version_saved 1",
                        "version_saved 2",
                        "transition draft in_review",
                        "reviewed request_changes why?",
                        "transition in_review draft",
                        "transition draft in_review",
                        "reviewed reject no",
                        "transition in_review rejected",
                        "transition rejected draft");
        assertThat(history).isSortedAccordingTo(java.util.Comparator.comparing(HistoryEntry::at));
        assertThat(history.get(3).actor()).isEqualTo(lab.reviewer.id().toString());
    }

    @Test
    @Covers("EXP-6")
    void approvals_are_void_after_a_resubmission_and_who_approved_may_still_reject() {
        var strict = lab.reviewing(2);
        var at = at(lab.draft("button", Designs.twoHalves()));
        lab.reviewing.submit(at, lab.by(lab.owner));
        var once = strict.approve(at, "ok", lab.by(lab.reviewer));
        assertThat(((ExperimentState.InReview) once.state()).approvals()).hasSize(1);
        lab.reviewing.requestChanges(at, "wait", lab.by(lab.reviewer));
        lab.reviewing.submit(at, lab.by(lab.owner));
        assertThat(strict.approve(at, "ok", lab.by(lab.reviewer)).status()).isEqualTo(Status.IN_REVIEW);
        assertRefused(() -> strict.approve(at, "ok", lab.by(lab.reviewer)), "already_approved");
    }

    @Test
    @Covers({"EXP-6", "ACC-1"})
    void nobody_reviews_what_he_owns_and_nobody_acts_for_another() {
        var at = at(lab.authoring.create(new FlagKey("button"), Designs.twoHalves(), lab.by(lab.admin)));
        lab.reviewing.submit(at, lab.by(lab.admin));
        assertRefused(() -> lab.reviewing.approve(at, "", lab.by(lab.admin)), "forbidden");
        assertRefused(() -> lab.reviewing.reject(at, "x", lab.by(lab.owner)), "forbidden");
        lab.reviewing.approve(at, "", lab.by(lab.reviewer));
        assertRefused(() -> lab.conducting.start(at, lab.by(lab.owner)), "forbidden");
    }

    @Test
    @Covers("EXP-8")
    void a_rollout_may_replace_the_default_in_the_same_transaction() {
        var at = at(lab.running("button", Designs.twoHalves()));
        var lost = new Completion(Outcome.ROLLOUT, Optional.of(new VariantName("red")), "sells");
        var won = new Completion(Outcome.ROLLOUT, Optional.of(new VariantName("green")), "sells");
        var replace = FlagDefault.REPLACED_BY_WINNER;
        assertRefused(() -> lab.conducting.complete(at, lost, replace, lab.by(lab.owner)), "validation_failed");
        assertThat(defaultOf("button")).isEqualTo("\"grey\"");
        lab.conducting.complete(at, won, replace, lab.by(lab.owner));
        assertThat(defaultOf("button")).isEqualTo("\"green\"");
    }

    @Test
    @Covers("EXP-4")
    void a_clone_is_a_new_draft_of_whoever_cloned() {
        var original = lab.running("button", Designs.twoHalves());
        var clone = lab.authoring.copy(original.id(), lab.by(lab.admin));
        assertThat(clone.status()).isEqualTo(Status.DRAFT);
        assertThat(clone.owner()).isEqualTo(lab.admin.id());
        assertThat(clone.design()).isEqualTo(original.design());
        assertThat(clone.salt()).isNotEqualTo(original.salt());
        assertThat(lab.experiments
                        .history(clone.id(), PageRequest.first())
                        .items()
                        .getFirst()
                        .details())
                .contains(original.id().toString());
    }

    @Test
    @Covers({"EXP-7", "FLAG-2"})
    void an_archived_flag_takes_no_experiment_and_a_flag_in_use_is_not_archived() {
        var draft = lab.draft("button", Designs.twoHalves());
        var keeping = new FlagKeeping(lab.flags);
        assertRefused(() -> keeping.archive(draft.flag(), Optional.empty(), lab.by(lab.owner)), "flag_in_use");
        lab.reviewing.submit(at(draft), lab.by(lab.owner));
        lab.reviewing.reject(at(draft), "no", lab.by(lab.reviewer));
        keeping.archive(draft.flag(), Optional.empty(), lab.by(lab.owner));
        assertRefused(() -> lab.reviewing.rework(at(draft), lab.by(lab.owner)), "flag_archived");
        assertRefused(() -> lab.draft("button", Designs.twoHalves()), "flag_archived");
        assertRefused(() -> lab.authoring.copy(draft.id(), lab.by(lab.owner)), "flag_archived");
    }

    @Test
    void a_list_is_filtered_and_paged_newest_first() {
        lab.flag("other");
        var first = lab.draft("button", Designs.named("Alpha"));
        var second = lab.running("other", Designs.named("Beta"));
        var third = lab.draft("button", Designs.named("Gamma"));
        var page = lab.experiments.list(Filter.none(), new PageRequest(2, Optional.empty(), Optional.empty()));
        assertThat(page.items()).containsExactly(third, second);
        assertThat(lab.experiments
                        .list(Filter.none(), new PageRequest(2, page.next(), Optional.empty()))
                        .items())
                .containsExactly(first);
        assertThat(listed(Filter.none(), "BET")).containsExactly(second);
        assertThat(listed(new Filter(Set.of(Status.RUNNING, Status.PAUSED), any(), any(), any()), ""))
                .containsExactly(second);
        assertThat(listed(new Filter(Set.of(), Optional.of(first.flag()), any(), any()), ""))
                .containsExactly(third, first);
        assertThat(listed(new Filter(Set.of(), any(), Optional.of(lab.admin.id()), any()), ""))
                .isEmpty();
        assertThat(listed(new Filter(Set.of(), any(), any(), Optional.of("checkout")), ""))
                .hasSize(3);
        assertThat(listed(new Filter(Set.of(), any(), any(), Optional.of("check")), ""))
                .isEmpty();
    }

    private List<Experiment> listed(Filter filter, String text) {
        var request = new PageRequest(50, Optional.empty(), Optional.of(text).filter(words -> !words.isEmpty()));
        return lab.experiments.list(filter, request).items();
    }

    private String defaultOf(String flag) {
        return lab.flags.find(new FlagKey(flag)).orElseThrow().defaultValue().json();
    }

    private static <T> Optional<T> any() {
        return Optional.empty();
    }

    private static Completion noEffect() {
        return new Completion(Outcome.NO_EFFECT, Optional.empty(), "nothing moved");
    }

    private static String line(HistoryEntry entry) {
        var details = new JsonObject(entry.details());
        return switch (entry.kind()) {
            case "version_saved" -> "version_saved " + details.getInteger("version");
            case "reviewed" -> "reviewed " + details.getString("decision") + " " + details.getString("comment");
            default -> entry.kind() + " " + details.getString("from") + " " + details.getString("to");
        };
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String code) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
