package io.lotty.report;

import io.lotty.id.ExperimentId;
import java.util.List;

/** Counting in events before somebody asks. */
public interface ReportUpkeep {
    /** The experiments of which events have come that are not counted in yet. */
    List<ExperimentId> due();

    /** Counts them in, so that the next question finds less to do. */
    void keepUp(Question question);
}
