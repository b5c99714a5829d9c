package io.lotty.experiment.http;

import io.lotty.access.Actor;
import io.lotty.access.Permission;
import io.lotty.access.http.Stamps;
import io.lotty.experiment.Authoring;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.ExperimentAt;
import io.lotty.experiment.Experiments;
import io.lotty.experiment.ReviewRules;
import io.lotty.experiment.Status;
import io.lotty.flag.Flag;
import io.lotty.flag.Flags;
import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.UserId;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;
import io.lotty.refusal.Refusal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Designing experiments and reading about them; what moves them is in {@link ExperimentActionRoutes}. */
public final class ExperimentRoutes {
    private static final String ALL = "/api/v1/experiments";
    private static final String ONE = ALL + "/{id}";

    private final Authoring authoring;
    private final Experiments experiments;
    private final Flags flags;
    private final ReviewRules rules;
    private final Stamps stamps;

    public ExperimentRoutes(
            Authoring authoring, Experiments experiments, Flags flags, ReviewRules rules, Stamps stamps) {
        this.authoring = authoring;
        this.experiments = experiments;
        this.flags = flags;
        this.rules = rules;
        this.stamps = stamps;
    }

    public void mount(Operations operations) {
        operations
                .post(ALL, "createExperiment", this::create)
                .get(ALL, "listExperiments", this::list)
                .get(ONE, "getExperiment", this::get)
                .patch(ONE, "updateExperiment", this::update)
                .get(ONE + "/history", "getExperimentHistory", this::history)
                .post(ONE + "/clone", "cloneExperiment", this::copy);
    }

    private Answer create(Call call) {
        var stamp = stamps.of(call, Permission.CREATE_EXPERIMENT);
        var draft = DesignJson.draft(call.body(), key -> flags.find(key).map(Flag::type));
        return created(authoring.create(draft.flag(), draft.design(), stamp));
    }

    private Answer copy(Call call) {
        var stamp = stamps.of(call, Permission.CREATE_EXPERIMENT);
        call.body().finish();
        return created(authoring.copy(id(call), stamp));
    }

    private Answer list(Call call) {
        call.caller(Actor.class);
        var filter = new Experiments.Filter(
                call.query("status", ExperimentRoutes::statuses).orElse(Set.of()),
                call.query("flag", FlagKey::new),
                call.query("owner", UserId::of),
                call.query("tag", text -> text));
        return Answer.page(experiments.list(filter, call.page()), ExperimentJson::write);
    }

    private Answer get(Call call) {
        var experiment = existing(call);
        return Answer.ok(ReviewJson.add(ExperimentJson.write(experiment), experiment, rules))
                .withRevision(experiment.revision());
    }

    private Answer update(Call call) {
        var stamp = stamps.of(call, Permission.CHANGE_OWN_EXPERIMENT);
        var at = at(call);
        return answer(authoring.edit(at, current -> DesignJson.edit(call.body(), current), stamp));
    }

    private Answer history(Call call) {
        var id = existing(call).id();
        return Answer.page(experiments.history(id, call.page()), ExperimentJson::write);
    }

    private Experiment existing(Call call) {
        call.caller(Actor.class);
        var id = id(call);
        return experiments.find(id).orElseThrow(() -> new Refusal.NotFound("experiment", id));
    }

    private static Set<Status> statuses(String text) {
        return Arrays.stream(text.split(",", -1)).map(Status::of).collect(Collectors.toSet());
    }

    static ExperimentAt at(Call call) {
        return new ExperimentAt(id(call), call.ifMatch());
    }

    static Answer answer(Experiment experiment) {
        return Answer.ok(ExperimentJson.write(experiment)).withRevision(experiment.revision());
    }

    private static Answer created(Experiment experiment) {
        return Answer.created(ALL + "/" + experiment.id(), ExperimentJson.write(experiment))
                .withRevision(experiment.revision());
    }

    private static ExperimentId id(Call call) {
        return call.path("id", "experiment", ExperimentId::of);
    }
}
