package io.lotty.experiment;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.experiment.ExperimentState.Approved;
import io.lotty.experiment.ExperimentState.Completed;
import io.lotty.experiment.ExperimentState.Draft;
import io.lotty.experiment.ExperimentState.InReview;
import io.lotty.experiment.ExperimentState.Paused;
import io.lotty.experiment.ExperimentState.Rejected;
import io.lotty.experiment.ExperimentState.Running;
import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.UserId;
import io.lotty.id.VariantName;
import io.lotty.kit.Covers;
import io.lotty.refusal.Refusal;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Covers("EXP-5")
class ExperimentStateTest {
    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
    private static final Completion ROLLOUT =
            new Completion(Outcome.ROLLOUT, Optional.of(new VariantName("green")), "sells more");
    private static final Completed COMPLETED = new Running(NOON).complete(ROLLOUT, NOON.plusSeconds(60));

    static final List<ExperimentState> STATES = List.of(
            new Draft(),
            new InReview(NOON, List.of()),
            new Approved(NOON, List.of()),
            new Rejected(),
            new Running(NOON),
            new Running(NOON, true),
            new Paused(NOON),
            COMPLETED,
            COMPLETED.archive());

    /** EXP-5, word for word. */
    private static final Map<Status, Set<Action>> LIFE = Map.of(
            Status.DRAFT, Set.of(Action.SUBMIT),
            Status.IN_REVIEW, Set.of(Action.APPROVE, Action.REQUEST_CHANGES, Action.REJECT),
            Status.REJECTED, Set.of(Action.REWORK),
            Status.APPROVED, Set.of(Action.START),
            Status.RUNNING, Set.of(Action.PAUSE, Action.PAUSE_INTAKE, Action.RESUME_INTAKE, Action.COMPLETE),
            Status.PAUSED, Set.of(Action.RESUME, Action.COMPLETE),
            Status.COMPLETED, Set.of(Action.ARCHIVE),
            Status.ARCHIVED, Set.of());

    static Stream<ExperimentState> states() {
        return STATES.stream();
    }

    @Test
    void every_status_has_its_state() {
        assertThat(STATES).extracting(ExperimentState::status).contains(Status.values());
    }

    @ParameterizedTest
    @EnumSource
    void the_table_is_the_life_that_is_specified(Status status) {
        assertThat(Set.copyOf(status.allowedActions())).isEqualTo(LIFE.get(status));
        assertThat(Status.of(status.text())).isEqualTo(status);
    }

    @ParameterizedTest
    @MethodSource("states")
    void for_every_action_the_table_and_the_moves_of_a_state_agree(ExperimentState state) {
        for (var action : Action.values()) {
            assertThat(moves(state).anyMatch(move -> isNamed(move, action)))
                    .as("%s in %s", action, state.status())
                    .isEqualTo(state.status().allowedActions().contains(action));
        }
        assertThat(moves(state).map(Method::getName).collect(toSet()))
                .as("moves beside the table")
                .hasSize(state.status().allowedActions().size());
    }

    @Test
    void every_move_leads_where_it_should() {
        assertThat(new Draft().submit(NOON)).isEqualTo(new InReview(NOON, List.of()));
        assertThat(new InReview(NOON, List.of()).requestChanges()).isEqualTo(new Draft());
        assertThat(new InReview(NOON, List.of()).reject()).isEqualTo(new Rejected());
        assertThat(new Rejected().rework()).isEqualTo(new Draft());
        assertThat(new Approved(NOON, List.of()).start(NOON, false)).isEqualTo(new Running(NOON));
        assertThat(new Approved(NOON, List.of()).start(NOON, true)).isEqualTo(new Running(NOON, true));
        assertThat(new Running(NOON).pause()).isEqualTo(new Paused(NOON));
        assertThat(new Paused(NOON).resume()).isEqualTo(new Running(NOON));
        assertThat(new Running(NOON, true).pause().resume()).isEqualTo(new Running(NOON, true));
        assertThat(new Running(NOON).pauseIntake()).isEqualTo(new Running(NOON, true));
        assertThat(new Running(NOON, true).resumeIntake()).isEqualTo(new Running(NOON));
        assertThat(new Paused(NOON).complete(ROLLOUT, NOON)).isEqualTo(new Completed(NOON, NOON, ROLLOUT));
        assertThat(COMPLETED.archive().end()).isEqualTo(COMPLETED);
    }

    @ParameterizedTest
    @MethodSource("states")
    void what_a_state_does_not_offer_is_refused_with_its_name_and_what_it_allows(ExperimentState state) {
        var experiment = in(state);
        var forbidden = EnumSet.allOf(Action.class);
        state.allowedActions().forEach(forbidden::remove);
        for (var action : forbidden) {
            assertThatThrownBy(() -> experiment.allowing(action, offering(action)))
                    .isInstanceOfSatisfying(Refusal.Conflict.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo("illegal_transition");
                        assertThat(refusal.sentence())
                                .contains("is " + state.status().text() + " ", "does not allow " + action.text())
                                .endsWith("it allows " + experiment.allowedWords() + ".");
                    });
        }
    }

    @Test
    @Covers("DEC-5")
    void the_intake_is_switched_in_one_direction_only() {
        assertThat(new Running(NOON).allowedActions())
                .containsExactly(Action.PAUSE, Action.PAUSE_INTAKE, Action.COMPLETE);
        assertThat(new Running(NOON, true).allowedActions())
                .containsExactly(Action.PAUSE, Action.RESUME_INTAKE, Action.COMPLETE);
    }

    @ParameterizedTest
    @MethodSource("states")
    @Covers("EXP-4")
    void only_a_draft_is_edited(ExperimentState state) {
        var experiment = in(state);
        if (state instanceof Draft) {
            assertThat(experiment.redesigned(Designs.named("Next"), NOON).version())
                    .isEqualTo(2);
        } else {
            assertThatThrownBy(() -> experiment.redesigned(Designs.named("Next"), NOON))
                    .isInstanceOfSatisfying(
                            Refusal.Conflict.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("not_a_draft"));
        }
    }

    private static Stream<Method> moves(ExperimentState state) {
        return Arrays.stream(state.getClass().getMethods())
                .filter(method -> ExperimentState.class.isAssignableFrom(method.getReturnType()))
                // what a state was, not where it leads
                .filter(method -> Arrays.stream(state.getClass().getRecordComponents())
                        .noneMatch(component -> component.getAccessor().equals(method)));
    }

    private static boolean isNamed(Method move, Action action) {
        return move.getName().equalsIgnoreCase(action.name().replace("_", ""));
    }

    private static Experiment in(ExperimentState state) {
        return new Experiment(
                new ExperimentId(new UUID(0, 1)),
                new FlagKey("button"),
                new UserId(new UUID(0, 2)),
                new Salt(1, 2),
                1,
                1,
                Designs.twoHalves(),
                state,
                NOON,
                NOON);
    }

    private static Class<? extends ExperimentState> offering(Action action) {
        return switch (action) {
            case SUBMIT -> Draft.class;
            case APPROVE, REQUEST_CHANGES, REJECT -> InReview.class;
            case REWORK -> Rejected.class;
            case START -> Approved.class;
            case PAUSE, PAUSE_INTAKE, RESUME_INTAKE -> Running.class;
            case RESUME -> Paused.class;
            case COMPLETE -> ExperimentState.Live.class;
            case ARCHIVE -> Completed.class;
        };
    }
}
