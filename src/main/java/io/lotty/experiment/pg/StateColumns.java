package io.lotty.experiment.pg;

import io.lotty.experiment.ExperimentState;
import io.lotty.id.VariantName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a state knows, as the columns that hold it; null where it knows nothing. */
record StateColumns(
        @Nullable OffsetDateTime submittedAt,
        @Nullable OffsetDateTime startedAt,
        boolean intakePaused,
        @Nullable OffsetDateTime endedAt,
        @Nullable String outcome,
        @Nullable String winner,
        @Nullable String comment) {

    static StateColumns of(ExperimentState state) {
        return switch (state) {
            case ExperimentState.Draft _, ExperimentState.Rejected _ ->
                new StateColumns(null, null, false, null, null, null, null);
            case ExperimentState.InReview review -> submitted(review.submittedAt());
            case ExperimentState.Approved approved -> submitted(approved.submittedAt());
            case ExperimentState.Live live ->
                new StateColumns(null, utc(live.startedAt()), live.intakePaused(), null, null, null, null);
            case ExperimentState.Completed completed -> ended(completed);
            case ExperimentState.Archived archived -> ended(archived.end());
        };
    }

    private static StateColumns submitted(Instant at) {
        return new StateColumns(utc(at), null, false, null, null, null, null);
    }

    private static StateColumns ended(ExperimentState.Completed end) {
        return new StateColumns(
                null,
                utc(end.startedAt()),
                false,
                utc(end.endedAt()),
                end.completion().outcome().text(),
                end.completion().winner().map(VariantName::value).orElse(null),
                end.completion().comment());
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
