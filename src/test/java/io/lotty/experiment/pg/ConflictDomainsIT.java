package io.lotty.experiment.pg;

import static io.lotty.experiment.pg.Laboratory.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lotty.experiment.Completion;
import io.lotty.experiment.Conducting.FlagDefault;
import io.lotty.experiment.Conflict.Policy;
import io.lotty.experiment.Design;
import io.lotty.experiment.Designs;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.Outcome;
import io.lotty.experiment.Rivalry;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithStores
@Covers({"CON-1", "CON-2"})
class ConflictDomainsIT {
    private final Vertx vertx = Vertx.vertx();
    private final Laboratory lab;

    ConflictDomainsIT(FreshDatabase database) {
        lab = new Laboratory(new Pg(PgPools.open(vertx, database.url(), 10)));
        lab.flag("button");
        lab.flag("price");
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void a_domain_has_one_policy_from_the_submission_to_the_end() {
        var first = lab.approved("button", inDomains(Policy.PRIORITY, "checkout", "search"));
        var second = lab.draft("price", inDomains(Policy.BID, "checkout"));
        assertThat(refusal(second).sentence()).contains(first.id().toString(), "checkout");
        lab.conducting.start(at(first), lab.by(lab.owner));
        assertThat(refusal(second).code()).isEqualTo("conflict_policy_mismatch");
        lab.conducting.complete(
                at(first),
                new Completion(Outcome.NO_EFFECT, Optional.empty(), "x"),
                FlagDefault.KEPT,
                lab.by(lab.owner));
        lab.reviewing.submit(at(second), lab.by(lab.owner));
    }

    @Test
    void who_goes_back_to_the_draft_or_is_rejected_leaves_the_domain() {
        var first = lab.draft("button", inDomains(Policy.PRIORITY, "checkout"));
        var second = lab.draft("price", inDomains(Policy.MUTUAL_EXCLUSION, "checkout"));
        lab.reviewing.submit(at(first), lab.by(lab.owner));
        assertThat(refusal(second).code()).isEqualTo("conflict_policy_mismatch");
        lab.reviewing.requestChanges(at(first), "why", lab.by(lab.reviewer));
        lab.reviewing.submit(at(second), lab.by(lab.owner));
        assertThat(refusal(first).code()).isEqualTo("conflict_policy_mismatch");
        lab.reviewing.reject(at(second), "no", lab.by(lab.reviewer));
        lab.reviewing.submit(at(first), lab.by(lab.owner));
    }

    @Test
    void of_concurrent_submissions_with_two_policies_one_policy_wins() {
        for (int round = 0; round < 20; round++) {
            var domain = "round " + round;
            var submissions = new ArrayList<Callable<Experiment>>();
            for (var policy : List.of(Policy.PRIORITY, Policy.MUTUAL_EXCLUSION, Policy.PRIORITY, Policy.BID)) {
                var draft = lab.draft("button", inDomains(policy, domain, "also " + domain));
                submissions.add(() -> lab.reviewing.submit(at(draft), lab.by(lab.owner)));
            }
            var submitted = together(submissions);
            assertThat(submitted).isNotEmpty();
            assertThat(submitted.stream().map(ConflictDomainsIT::policy).distinct())
                    .hasSize(1);
            var winner = submitted.getFirst();
            assertThat(submitted).hasSize(policy(winner) == Policy.PRIORITY ? 2 : 1);
        }
    }

    @Test
    @Covers("EXP-7")
    void the_outlook_of_a_start_shows_whom_it_would_meet() {
        lab.flag("size");
        var running = lab.running("price", inDomains(Policy.PRIORITY, "checkout"));
        var approved = lab.approved("size", inDomains(Policy.PRIORITY, "checkout", "cart"));
        lab.draft("size", inDomains(Policy.PRIORITY, "checkout"));
        var mine = lab.draft("button", inDomains(Policy.PRIORITY, "checkout"));
        var outlook = lab.preparing.outlook(mine.id());
        assertThat(outlook.rivalries()).extracting(Rivalry::other).containsExactly(running, approved);
        assertThat(outlook.obstacles()).extracting(Refusal::code).containsExactly("illegal_transition");
        lab.reviewing.submit(at(mine), lab.by(lab.owner));
        lab.reviewing.approve(at(mine), "", lab.by(lab.reviewer));
        assertThat(lab.preparing.outlook(mine.id()).obstacles()).isEmpty();
        var other = lab.running("button", Designs.twoHalves());
        var blocked = lab.preparing.outlook(mine.id());
        assertThat(blocked.obstacles()).extracting(Refusal::code).containsExactly("flag_has_live_experiment");
        assertThat(blocked.onFlag()).contains(other);
        assertThat(lab.preparing.outlook(other.id()).onFlag()).isEmpty();
    }

    private Refusal refusal(Experiment draft) {
        return catchThrowableOfType(Refusal.class, () -> lab.reviewing.submit(at(draft), lab.by(lab.owner)));
    }

    private static Design inDomains(Policy policy, String... domains) {
        return Designs.edited(
                Designs.twoHalves(), design -> design.conflict = Optional.of(Designs.conflict(policy, domains)));
    }

    private static Policy policy(Experiment experiment) {
        return experiment.design().conflict().orElseThrow().policy();
    }

    /** Runs all at once; those that were not refused, all others for the policy. */
    private static List<Experiment> together(List<Callable<Experiment>> acts) {
        try (var threads = Executors.newFixedThreadPool(acts.size())) {
            var done = threads.invokeAll(acts);
            assertThat(done)
                    .filteredOn(one -> one.state() == Future.State.FAILED)
                    .allSatisfy(failed ->
                            assertThat(((Refusal) failed.exceptionNow()).code()).isEqualTo("conflict_policy_mismatch"));
            return done.stream()
                    .filter(one -> one.state() == Future.State.SUCCESS)
                    .map(Future::resultNow)
                    .toList();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
