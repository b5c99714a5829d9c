package io.lotty.experiment.http;

import io.lotty.access.Actor;
import io.lotty.experiment.DesignVersion;
import io.lotty.experiment.Experiments;
import io.lotty.id.ExperimentId;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;
import io.lotty.refusal.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Every design that was ever saved, and what changed between any two. */
public final class VersionRoutes {
    private static final String ALL = "/api/v1/experiments/{id}/versions";
    private static final String ONE = ALL + "/{n}";

    private final Experiments experiments;

    public VersionRoutes(Experiments experiments) {
        this.experiments = experiments;
    }

    public void mount(Operations operations) {
        operations
                .get(ALL, "listExperimentVersions", this::list)
                .get(ONE, "getExperimentVersion", this::get)
                .get(ONE + "/diff", "compareExperimentVersions", this::compare);
    }

    private Answer list(Call call) {
        return Answer.page(experiments.versions(existing(call), call.page()), ExperimentJson::write);
    }

    private Answer get(Call call) {
        var id = existing(call);
        var version = version(call, id);
        return Answer.ok(ExperimentJson.write(version).put("changes", changes(before(id, version), version)));
    }

    private Answer compare(Call call) {
        var id = existing(call);
        var version = version(call, id);
        var other = call.query("against", VersionRoutes::number)
                .map(number -> version(id, number))
                .or(() -> before(id, version));
        return Answer.ok(new JsonObject()
                .put("version", version.version())
                .put("against", other.map(DesignVersion::version).orElse(null))
                .put("changes", changes(other, version)));
    }

    /** Against nothing, nothing has changed. */
    private static JsonArray changes(Optional<DesignVersion> from, DesignVersion to) {
        return from.map(before -> DesignDiff.between(before.design(), to.design()))
                .orElseGet(JsonArray::new);
    }

    private Optional<DesignVersion> before(ExperimentId id, DesignVersion version) {
        return experiments.version(id, version.version() - 1);
    }

    private DesignVersion version(Call call, ExperimentId id) {
        return version(id, call.path("n", "version", Integer::valueOf));
    }

    private DesignVersion version(ExperimentId id, int number) {
        return experiments.version(id, number).orElseThrow(() -> new Refusal.NotFound("version", number));
    }

    private ExperimentId existing(Call call) {
        call.caller(Actor.class);
        var id = call.path("id", "experiment", ExperimentId::of);
        return experiments
                .find(id)
                .orElseThrow(() -> new Refusal.NotFound("experiment", id))
                .id();
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("must be the number of a version", notOne);
        }
    }
}
