package io.lotty.experiment.http;

import static io.lotty.experiment.http.ExperimentRoutes.answer;
import static io.lotty.experiment.http.ExperimentRoutes.at;

import io.lotty.access.Permission;
import io.lotty.access.Stamp;
import io.lotty.access.http.Stamps;
import io.lotty.experiment.Conducting;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.ExperimentAt;
import io.lotty.experiment.Reviewing;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Fields;
import io.lotty.platform.http.Operation;
import io.lotty.platform.http.Operations;
import java.util.function.Function;

/** What moves experiments through their life, a route for each action. */
public final class ExperimentActionRoutes {
    private final Reviewing reviewing;
    private final Conducting conducting;
    private final Stamps stamps;

    public ExperimentActionRoutes(Reviewing reviewing, Conducting conducting, Stamps stamps) {
        this.reviewing = reviewing;
        this.conducting = conducting;
        this.stamps = stamps;
    }

    public void mount(Operations operations) {
        operations
                .post(path("submit"), "submitExperiment", plain(reviewing::submit))
                .post(path("approve"), "approveExperiment", reviewed(ActionJson::optionalComment, reviewing::approve))
                .post(
                        path("request-changes"),
                        "requestExperimentChanges",
                        reviewed(ActionJson::requiredComment, reviewing::requestChanges))
                .post(path("reject"), "rejectExperiment", reviewed(ActionJson::requiredComment, reviewing::reject))
                .post(path("rework"), "reworkExperiment", plain(reviewing::rework))
                .post(path("start"), "startExperiment", plain(conducting::start))
                .post(path("pause"), "pauseExperiment", plain(conducting::pause))
                .post(path("resume"), "resumeExperiment", commented(ActionJson::optionalComment, conducting::resume))
                .post(path("pause-intake"), "pauseExperimentIntake", plain(conducting::pauseIntake))
                .post(path("resume-intake"), "resumeExperimentIntake", plain(conducting::resumeIntake))
                .post(path("complete"), "completeExperiment", this::complete)
                .post(path("archive"), "archiveExperiment", plain(conducting::archive));
    }

    private Answer complete(Call call) {
        var stamp = stamps.of(call, Permission.CHANGE_OWN_EXPERIMENT);
        var said = ActionJson.complete(call.body());
        return answer(conducting.complete(at(call), said.completion(), said.flagDefault(), stamp));
    }

    private Operation plain(PlainAct act) {
        return call -> {
            var stamp = stamps.of(call, Permission.CHANGE_OWN_EXPERIMENT);
            call.body().finish();
            return answer(act.apply(at(call), stamp));
        };
    }

    private Operation commented(Function<Fields, String> comment, CommentedAct act) {
        return commented(Permission.CHANGE_OWN_EXPERIMENT, comment, act);
    }

    private Operation reviewed(Function<Fields, String> comment, CommentedAct act) {
        return commented(Permission.REVIEW, comment, act);
    }

    private Operation commented(Permission permission, Function<Fields, String> comment, CommentedAct act) {
        return call -> {
            var stamp = stamps.of(call, permission);
            return answer(act.apply(at(call), comment.apply(call.body()), stamp));
        };
    }

    private static String path(String action) {
        return "/api/v1/experiments/{id}/" + action;
    }

    private interface PlainAct {
        Experiment apply(ExperimentAt at, Stamp stamp);
    }

    private interface CommentedAct {
        Experiment apply(ExperimentAt at, String comment, Stamp stamp);
    }
}
