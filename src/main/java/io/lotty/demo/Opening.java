package io.lotty.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Brings the shop's experiment to running, from wherever it is: done twice, it finds what is there. The experiment is
 * known by its flag and name.
 */
final class Opening {
    private static final Set<String> HOLDING = Set.of("running", "paused");

    private final Staff staff;
    private final Options options;
    private final Screen screen;

    Opening(Staff staff, Options options, Screen screen) {
        this.staff = staff;
        this.options = options;
        this.screen = screen;
    }

    Campaign open() {
        var flag = options.trial().flag();
        Catalogue.stock(staff.anna(), flag);
        var onFlag = experimentsOn(flag);
        onFlag.stream().filter(each -> !isOurs(each)).filter(Opening::holdsFlag).forEach(this::makeWay);
        var ours = onFlag.stream().filter(this::isOurs).toList();
        var experiment = ours.isEmpty() ? create() : read(ours.getFirst().getString("id"));
        checkSame(experiment);
        return Campaign.read(bringToRunning(experiment));
    }

    /** A given experiment, which must be running already. */
    static Campaign join(Session reader, String experimentId) {
        var experiment = reader.get("/experiments/" + experimentId).orStop("show the experiment " + experimentId);
        if (!"running".equals(experiment.getString("status"))) {
            throw new Stopped("The experiment " + experimentId + " is " + experiment.getString("status")
                    + "; the storefront joins a running one only.");
        }
        return Campaign.read(experiment);
    }

    private JsonObject bringToRunning(JsonObject experiment) {
        var id = experiment.getString("id");
        var now = experiment;
        while (true) {
            var status = now.getString("status");
            switch (status) {
                case "running" -> {
                    return now;
                }
                case "draft" -> act(staff.anna(), id, "submit", new JsonObject());
                case "in_review" -> act(staff.boris(), id, "approve", new JsonObject().put("comment", "Looks good."));
                case "approved" -> act(staff.anna(), id, "start", new JsonObject());
                default ->
                    throw new Stopped("The experiment \"" + name() + "\" of this run is " + status
                            + "; take another --run, or see to it in the console.");
            }
            now = read(id);
            if (status.equals(now.getString("status"))) {
                throw new Stopped("The experiment \"" + name() + "\" stays " + status
                        + ": it may need more approvals than the storefront's own.");
            }
        }
    }

    private void act(Session who, String id, String action, JsonObject body) {
        var answer = who.post("/experiments/" + id + "/" + action, body);
        // A first try whose answer was lost may have acted: whether it did is read from the status.
        if (answer.status() != 409 || !hasMoved(id, action)) {
            answer.orStop(action + " the experiment \"" + name() + "\"");
        }
    }

    private boolean hasMoved(String id, String action) {
        var before = switch (action) {
            case "submit" -> "draft";
            case "approve" -> "in_review";
            default -> "approved";
        };
        return !before.equals(read(id).getString("status"));
    }

    private JsonObject create() {
        var experiment = staff.anna().post("/experiments", draft()).orStop("create the experiment \"" + name() + "\"");
        screen.say("created the experiment \"" + name() + "\" (" + experiment.getString("id") + ")");
        return experiment;
    }

    private JsonObject draft() {
        var split = options.trial().split();
        var variants = new JsonArray();
        for (var place = 0; place < split.weights().size(); place++) {
            var colour = Arm.COLOURS.get(place);
            variants.add(new JsonObject()
                    .put("name", colour)
                    .put("value", colour)
                    .put("weight", split.weights().get(place))
                    .put("control", place == 0));
        }
        return new JsonObject()
                .put("flag_key", options.trial().flag())
                .put("name", name())
                .put("hypothesis", hypothesis())
                .put("audience_share", split.share())
                .put("variants", variants)
                .put("targeting", Shopper.TARGETING)
                .put("primary_metric", Catalogue.PRIMARY)
                .put("secondary_metrics", new JsonArray(Catalogue.SECONDARY))
                .put("tags", new JsonArray().add("storefront"));
    }

    private void makeWay(JsonObject other) {
        var id = other.getString("id");
        if (!options.trial().replace()) {
            throw new Stopped("The flag " + options.trial().flag() + " is held by the experiment \""
                    + other.getString("name") + "\" (" + id + ", " + other.getString("status")
                    + "); name another flag with --flag, or complete that experiment with --replace.");
        }
        var outcome = new JsonObject()
                .put("outcome", "no_effect")
                .put("comment", "Completed to make way for " + name() + " of the storefront.");
        staff.admin().post("/experiments/" + id + "/complete", outcome).orStop("complete the experiment " + id);
        screen.say("completed the experiment \"" + other.getString("name") + "\" (" + id + ")");
    }

    /** The same name must mean the same shoppers, else the truth of this run is not the whole truth. */
    private void checkSame(JsonObject experiment) {
        if (!hypothesis().equals(experiment.getString("hypothesis"))) {
            throw new Stopped("The run " + options.crowd().run() + " was begun with other shoppers: \""
                    + experiment.getString("hypothesis") + "\"; take another --run.");
        }
    }

    private List<JsonObject> experimentsOn(String flag) {
        var found = new ArrayList<JsonObject>();
        var page = staff.admin().get("/experiments?limit=100").orStop("list the experiments");
        while (true) {
            for (var each : page.getJsonArray("items")) {
                if (each instanceof JsonObject experiment && flag.equals(experiment.getString("flag_key"))) {
                    found.add(experiment);
                }
            }
            var cursor = page.getString("next_cursor");
            if (cursor == null) {
                return found;
            }
            var next = "/experiments?limit=100&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
            page = staff.admin().get(next).orStop("list the experiments");
        }
    }

    private JsonObject read(String id) {
        return staff.admin().get("/experiments/" + id).orStop("show the experiment " + id);
    }

    private boolean isOurs(JsonObject experiment) {
        return name().equals(experiment.getString("name"));
    }

    private static boolean holdsFlag(JsonObject experiment) {
        return HOLDING.contains(experiment.getString("status"));
    }

    private String name() {
        return "Button colour " + options.crowd().run();
    }

    private String hypothesis() {
        var crowd = options.crowd();
        return "A bolder button sells more (storefront: seed " + crowd.seed() + ", " + crowd.subjects() + " shoppers).";
    }
}
