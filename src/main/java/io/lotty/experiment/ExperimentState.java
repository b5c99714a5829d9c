package io.lotty.experiment;

import io.lotty.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where an experiment is in its life, and what that place knows. A state offers its legal moves and no others. */
public sealed interface ExperimentState {
    Status status();

    default List<Action> allowedActions() {
        return status().allowedActions();
    }

    /** Products are affected, or held at the default for a while: assignments exist. */
    sealed interface Live extends ExperimentState {
        Instant startedAt();

        /** Whether only subjects that hold a variant already are served. */
        boolean intakePaused();

        default Completed complete(Completion completion, Instant at) {
            return new Completed(startedAt(), at, completion);
        }
    }

    record Draft() implements ExperimentState {
        @Override
        public Status status() {
            return Status.DRAFT;
        }

        public InReview submit(Instant at) {
            return new InReview(at, List.of());
        }
    }

    /** @param approvals those given to this submission, none by the same reviewer */
    record InReview(Instant submittedAt, List<Approval> approvals) implements ExperimentState {
        public InReview {
            approvals = List.copyOf(approvals);
        }

        @Override
        public Status status() {
            return Status.IN_REVIEW;
        }

        /** Approved when {@code needed} reviewers have said yes, still in review before that. */
        public ExperimentState approve(Approval approval, int needed) {
            if (approvals.stream().anyMatch(given -> given.reviewer().equals(approval.reviewer()))) {
                throw new Refusal.Conflict("already_approved", "You have approved this submission already.");
            }
            var all = new ArrayList<>(approvals);
            all.add(approval);
            return all.size() >= needed ? new Approved(submittedAt, all) : new InReview(submittedAt, all);
        }

        public Draft requestChanges() {
            return new Draft();
        }

        public Rejected reject() {
            return new Rejected();
        }
    }

    record Approved(Instant submittedAt, List<Approval> approvals) implements ExperimentState {
        public Approved {
            approvals = List.copyOf(approvals);
        }

        @Override
        public Status status() {
            return Status.APPROVED;
        }

        public Running start(Instant at, boolean intakePaused) {
            return new Running(at, intakePaused);
        }
    }

    record Rejected() implements ExperimentState {
        @Override
        public Status status() {
            return Status.REJECTED;
        }

        public Draft rework() {
            return new Draft();
        }
    }

    record Running(Instant startedAt, boolean intakePaused) implements Live {
        /** With its intake open. */
        public Running(Instant startedAt) {
            this(startedAt, false);
        }

        @Override
        public Status status() {
            return Status.RUNNING;
        }

        /** The switch can be turned one way only. */
        @Override
        public List<Action> allowedActions() {
            var impossible = intakePaused ? Action.PAUSE_INTAKE : Action.RESUME_INTAKE;
            return status().allowedActions().stream()
                    .filter(action -> action != impossible)
                    .toList();
        }

        public Paused pause() {
            return new Paused(startedAt, intakePaused);
        }

        public Running pauseIntake() {
            return new Running(startedAt, true);
        }

        public Running resumeIntake() {
            return new Running(startedAt, false);
        }
    }

    record Paused(Instant startedAt, boolean intakePaused) implements Live {
        /** With its intake open. */
        public Paused(Instant startedAt) {
            this(startedAt, false);
        }

        @Override
        public Status status() {
            return Status.PAUSED;
        }

        public Running resume() {
            return new Running(startedAt, intakePaused);
        }
    }

    record Completed(Instant startedAt, Instant endedAt, Completion completion) implements ExperimentState {
        @Override
        public Status status() {
            return Status.COMPLETED;
        }

        public Archived archive() {
            return new Archived(this);
        }
    }

    /** Out of sight; how it ended stays. */
    record Archived(Completed end) implements ExperimentState {
        @Override
        public Status status() {
            return Status.ARCHIVED;
        }
    }
}
