package io.lotty.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The shop's people: the admin, Anna who owns the experiment, Boris who approves it. */
record Staff(Session admin, Session anna, Session boris) {
    private static final String ANNA = "sim-anna@lotty.local";
    private static final String BORIS = "sim-boris@lotty.local";

    /** Signs Anna and Boris in; hires them when they are not there yet. */
    static Staff gather(LottyClient lotty, Session admin, Login adminLogin) {
        return new Staff(
                admin,
                hired(lotty, admin, new Login(ANNA, password(adminLogin, ANNA)), "experimenter"),
                hired(lotty, admin, new Login(BORIS, password(adminLogin, BORIS)), "approver"));
    }

    private static Session hired(LottyClient lotty, Session admin, Login login, String role) {
        var answer = admin.post(
                "/users",
                new JsonObject()
                        .put("email", login.email())
                        .put("name", login.email().startsWith("sim-anna") ? "Anna (storefront)" : "Boris (storefront)")
                        .put("password", login.password())
                        .put("roles", new JsonArray().add(role)));
        if (answer.status() != 409) {
            answer.orStop("create the user " + login.email());
        }
        return Session.open(lotty, login);
    }

    /** Follows from the admin's own password, so that no password is known to all the world and none need be kept. */
    static String password(Login admin, String email) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((email + "\n" + admin.password()).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .substring(0, 24) + "-aA1";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256.", impossible);
        }
    }
}
