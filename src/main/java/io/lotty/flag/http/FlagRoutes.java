package io.lotty.flag.http;

import io.lotty.access.Actor;
import io.lotty.access.Permission;
import io.lotty.access.http.Stamps;
import io.lotty.flag.Flag;
import io.lotty.flag.FlagKeeping;
import io.lotty.flag.Flags;
import io.lotty.id.FlagKey;
import io.lotty.id.UserId;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;
import io.lotty.refusal.Refusal;

public final class FlagRoutes {
    private final FlagKeeping keeping;
    private final Flags flags;
    private final Stamps stamps;

    public FlagRoutes(FlagKeeping keeping, Flags flags, Stamps stamps) {
        this.keeping = keeping;
        this.flags = flags;
        this.stamps = stamps;
    }

    public void mount(Operations operations) {
        operations
                .post("/api/v1/flags", "createFlag", this::create)
                .get("/api/v1/flags", "listFlags", this::list)
                .get("/api/v1/flags/{key}", "getFlag", this::get)
                .patch("/api/v1/flags/{key}", "updateFlag", this::update)
                .post("/api/v1/flags/{key}/archive", "archiveFlag", this::archive);
    }

    private Answer create(Call call) {
        var stamp = stamps.of(call, Permission.CREATE_FLAG);
        var flag = keeping.create(FlagJson.draft(call.body()), stamp);
        return Answer.created("/api/v1/flags/" + flag.key(), FlagJson.write(flag))
                .withRevision(flag.revision());
    }

    private Answer list(Call call) {
        call.caller(Actor.class);
        var filter = new Flags.Filter(
                call.query("tag", text -> text), call.query("owner", UserId::of), call.query("archived", Call::bool));
        return Answer.page(flags.list(filter, call.page()), FlagJson::write);
    }

    private Answer get(Call call) {
        call.caller(Actor.class);
        var key = key(call);
        return answer(flags.find(key).orElseThrow(() -> new Refusal.NotFound("flag", key)));
    }

    private Answer update(Call call) {
        var stamp = stamps.of(call, Permission.CHANGE_OWN_FLAG);
        return answer(keeping.edit(key(call), FlagJson.edit(call.body(), call.ifMatch()), stamp));
    }

    private Answer archive(Call call) {
        var stamp = stamps.of(call, Permission.CHANGE_OWN_FLAG);
        return answer(keeping.archive(key(call), call.ifMatch(), stamp));
    }

    private static FlagKey key(Call call) {
        return call.path("key", "flag", FlagKey::new);
    }

    private static Answer answer(Flag flag) {
        return Answer.ok(FlagJson.write(flag)).withRevision(flag.revision());
    }
}
