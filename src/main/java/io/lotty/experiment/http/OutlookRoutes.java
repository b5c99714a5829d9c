package io.lotty.experiment.http;

import io.lotty.access.Actor;
import io.lotty.experiment.Preparing;
import io.lotty.id.ExperimentId;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;

/** Looking ahead of a start; for everyone who is logged in. */
public final class OutlookRoutes {
    private final Preparing preparing;

    public OutlookRoutes(Preparing preparing) {
        this.preparing = preparing;
    }

    public void mount(Operations operations) {
        operations.get("/api/v1/experiments/{id}/conflicts", "getExperimentConflicts", this::conflicts);
    }

    private Answer conflicts(Call call) {
        call.caller(Actor.class);
        var id = call.path("id", "experiment", ExperimentId::of);
        return Answer.ok(OutlookJson.write(preparing.outlook(id)));
    }
}
