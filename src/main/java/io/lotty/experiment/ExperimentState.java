package io.lotty.experiment;

import io.lotty.id.UserId;
import io.lotty.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

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

        /**
         * Approved when enough reviewers have said yes whose word counts under the rule as it stands now, still in review
         * before that. Who has said yes before adds nothing, except that the rule may have come down to what is there.
         */
        public ExperimentState approve(Approval approval, ReviewRule rule) {
            boolean isNew = !isApprovedBy(approval.reviewer());
            var all = isNew
                    ? Stream.concat(approvals.stream(), Stream.of(approval)).toList()
                    : approvals;
            if (counted(all, rule) >= rule.minApprovals()) {
                return new Approved(submittedAt, all);
            }
            if (!isNew) {
                throw new Refusal.Conflict("already_approved", "You have approved this submission already.");
            }
            return new InReview(submittedAt, all);
        }

        public boolean isApprovedBy(UserId reviewer) {
            return approvals.stream().anyMatch(given -> given.reviewer().equals(reviewer));
        }

        private static long counted(List<Approval> approvals, ReviewRule rule) {
            return approvals.stream()
                    .filter(approval -> rule.accepts(approval.reviewer()))
                    .count();
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
