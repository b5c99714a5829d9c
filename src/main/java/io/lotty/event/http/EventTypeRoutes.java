package io.lotty.event.http;

import io.lotty.access.Actor;
import io.lotty.access.Permission;
import io.lotty.access.http.Stamps;
import io.lotty.event.EventType;
import io.lotty.event.EventTypeKeeping;
import io.lotty.event.EventTypes;
import io.lotty.id.EventTypeKey;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;
import io.lotty.refusal.Refusal;

public final class EventTypeRoutes {
    private final EventTypeKeeping keeping;
    private final EventTypes types;
    private final Stamps stamps;

    public EventTypeRoutes(EventTypeKeeping keeping, EventTypes types, Stamps stamps) {
        this.keeping = keeping;
        this.types = types;
        this.stamps = stamps;
    }

    public void mount(Operations operations) {
        operations
                .post("/api/v1/event-types", "createEventType", this::create)
                .get("/api/v1/event-types", "listEventTypes", this::list)
                .get("/api/v1/event-types/{key}", "getEventType", this::get)
                .patch("/api/v1/event-types/{key}", "updateEventType", this::update)
                .post("/api/v1/event-types/{key}/archive", "archiveEventType", this::archive);
    }

    private Answer create(Call call) {
        var stamp = stamps.of(call, Permission.MANAGE_CATALOGUE);
        var type = keeping.create(EventTypeJson.draft(call.body()), stamp);
        return Answer.created("/api/v1/event-types/" + type.key(), EventTypeJson.write(type))
                .withRevision(type.revision());
    }

    private Answer list(Call call) {
        call.caller(Actor.class);
        return Answer.page(types.list(call.page()), EventTypeJson::write);
    }

    private Answer get(Call call) {
        call.caller(Actor.class);
        var key = key(call);
        return answer(types.find(key).orElseThrow(() -> new Refusal.NotFound("event type", key)));
    }

    private Answer update(Call call) {
        var stamp = stamps.of(call, Permission.MANAGE_CATALOGUE);
        return answer(keeping.edit(key(call), EventTypeJson.edit(call.body(), call.ifMatch()), stamp));
    }

    private Answer archive(Call call) {
        return answer(keeping.archive(key(call), call.ifMatch(), stamps.of(call, Permission.MANAGE_CATALOGUE)));
    }

    private static EventTypeKey key(Call call) {
        return call.path("key", "event type", EventTypeKey::new);
    }

    private static Answer answer(EventType type) {
        return Answer.ok(EventTypeJson.write(type)).withRevision(type.revision());
    }
}
