package io.lotty.app;

import io.lotty.access.Actor;
import io.lotty.access.ApiKey;
import io.lotty.access.Email;
import io.lotty.access.Passwords;
import io.lotty.access.Role;
import io.lotty.access.Stamp;
import io.lotty.access.User;
import io.lotty.access.Users;
import io.lotty.app.setting.Profile;
import io.lotty.app.setting.Settings;
import io.lotty.flag.FlagKeeping;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.id.FlagKey;
import io.lotty.id.UserId;
import io.lotty.page.PageRequest;
import io.lotty.refusal.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** What a fresh installation begins with: the first admin; and in a demo an API key, staff and a flag to try. */
final class DemoData {
    static final String API_KEY = "lotty-demo-key";
    static final String EXPERIMENTER = "erin@lotty.local";
    static final String APPROVER = "april@lotty.local";
    private static final String REQUEST = "first-start";

    private final Management management;
    private final Users users;
    private final Ids ids;
    private final InstantSource clock;

    DemoData(Management management, Users users, Ids ids, InstantSource clock) {
        this.management = management;
        this.users = users;
        this.ids = ids;
        this.clock = clock;
    }

    /** Does nothing when there are users: an installation begins once. */
    void begin(Settings settings) {
        if (!users.list(Users.Filter.none(), PageRequest.first()).items().isEmpty()) {
            return;
        }
        var email = settings.secrets().adminEmail();
        var password = settings.secrets().adminPassword();
        if (email.isEmpty() || password.isEmpty()) {
            throw new StartFailure("There is no user yet, and no first admin is named: set LOTTY_ADMIN_EMAIL and "
                    + "LOTTY_ADMIN_PASSWORD, at least until the first start is over.");
        }
        var adminId = new UserId(ids.next());
        var stamp = new Stamp(new Actor(adminId, Set.of(Role.ADMIN)), clock.instant(), REQUEST);
        var admin = User.starting(adminId, new Email(email.get()), "Admin", Set.of(Role.ADMIN), stamp.at());
        try {
            users.add(admin, Passwords.hash(password.get().value()), stamp);
        } catch (Refusal.Conflict another) {
            // another process starts over the same empty database, and was faster
            return;
        }
        if (settings.profile() == Profile.DEMO) {
            demo(password.get().value(), stamp);
        }
    }

    private void demo(String password, Stamp stamp) {
        var staff = management.userKeeping();
        staff.add(new Email(EXPERIMENTER), "Erin Experimenter", password, Set.of(Role.EXPERIMENTER), stamp);
        staff.add(new Email(APPROVER), "April Approver", password, Set.of(Role.APPROVER), stamp);
        management.keyMaking().add("demo storefront", ApiKey.Scope.CLIENT, API_KEY, stamp);
        var color = new FlagKeeping.Draft(
                new FlagKey("button_color"),
                new FlagValue(FlagType.STRING, "\"green\""),
                "The colour of the buy button",
                List.of("demo"));
        management.flagKeeping().create(color, stamp);
    }
}
