package io.lotty.decision;

import static io.lotty.experiment.Conflict.Policy.MUTUAL_EXCLUSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A record that edges wrote after Redis had lost its memory, and the copy of the one before. */
class RestorationTest {
    private final Random random = new Random(5);
    private final ExperimentPlan checkout = experiment("checkout");
    private final ExperimentPlan both = experiment("checkout", "search");
    private final ExperimentPlan search = experiment("search");
    private final ExperimentPlan free = experiment();
    private final ExperimentPlan over = experiment("checkout");
    private final Plan plan = plan(Plans.unlimited());

    @Test
    @Covers("DEC-5")
    void what_is_missing_comes_back_in_the_order_of_its_assignment_under_the_newer_revision() {
        var restoration = Restoration.of(plan, record(3, at(free, 50)), record(9, at(search, 20), at(checkout, 10)));
        assertThat(restoration)
                .isEqualTo(new Restoration(
                        record(3, at(free, 50)), record(9, at(free, 50), at(checkout, 10), at(search, 20)), 2, 0));
    }

    @Test
    @Covers("DEC-5")
    void what_is_there_stays_as_it_is() {
        var present = record(9, at(free, 50), at(checkout, 60));
        assertThat(Restoration.of(plan, present, record(3, at(checkout, 10), at(free, 1))))
                .isEqualTo(new Restoration(present, present, 0, 0));
    }

    @Test
    @Covers("CON-1")
    void a_copy_stays_away_when_another_live_experiment_holds_one_of_its_domains() {
        var present = record(9, at(checkout, 50));
        assertThat(Restoration.of(plan, present, record(3, at(both, 10), at(search, 20))))
                .isEqualTo(new Restoration(present, record(9, at(checkout, 50), at(search, 20)), 1, 1));
    }

    @Test
    @Covers("CON-1")
    void of_two_copies_in_one_domain_the_later_comes_back() {
        assertThat(Restoration.of(plan, AssignmentRecord.EMPTY, record(3, at(search, 10), at(both, 20))))
                .isEqualTo(new Restoration(AssignmentRecord.EMPTY, record(3, at(both, 20)), 1, 1));
    }

    @Test
    @Covers("CON-1")
    void what_is_over_holds_no_domain_and_is_kept_out_of_none() {
        assertThat(Restoration.of(plan, record(9, at(over, 50)), record(3, at(checkout, 10)))
                        .leftOut())
                .isZero();
        assertThat(Restoration.of(plan, record(9, at(checkout, 50)), record(3, at(over, 10)))
                        .added())
                .isOne();
    }

    @Test
    @Covers("DEC-6")
    void no_more_live_experiments_come_back_than_may_hold_a_subject_and_history_does_not_count() {
        var two = plan(new Participation(2, 100, 30, 7));
        var present = record(9, at(over, 40), at(free, 50));
        assertThat(Restoration.of(two, present, record(3, at(search, 20), at(checkout, 10))))
                .isEqualTo(new Restoration(present, record(9, at(over, 40), at(free, 50), at(search, 20)), 1, 1));
        assertThat(Restoration.of(
                        two, record(9, at(free, 50), at(search, 60)), record(3, at(over, 1), at(checkout, 2))))
                .extracting(Restoration::added, Restoration::leftOut)
                .containsExactly(1, 1);
    }

    private Plan plan(Participation participation) {
        return Plans.plan(
                participation,
                Plans.flag("checkout", checkout),
                Plans.flag("both", both),
                Plans.flag("search", search),
                Plans.flag("free", free));
    }

    private ExperimentPlan experiment(String... domains) {
        var experiment = Plans.experiment(random, "", true, false, 500_000, 500_000);
        return Plans.competing(
                experiment, 0, domains.length == 0 ? Optional.empty() : Plans.conflict(MUTUAL_EXCLUSION, domains));
    }

    private static AssignmentRecord.Entry at(ExperimentPlan experiment, long second) {
        return new AssignmentRecord.Entry(AssignmentRecord.keyOf(experiment.id()), 1, second);
    }

    private static AssignmentRecord record(long revision, AssignmentRecord.Entry... entries) {
        return AssignmentRecord.of(revision, List.of(entries));
    }
}
