package io.lotty.kit;

import io.lotty.app.Application;
import io.lotty.app.setting.Settings;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** A whole Lotty in this process, on a free port, over stores of the test's own, with the demo's users, key and flag. */
public final class RunningLotty implements AutoCloseable {
    public static final String ADMIN = "admin@lotty.local";
    public static final String EXPERIMENTER = "erin@lotty.local";
    public static final String APPROVER = "april@lotty.local";
    public static final String PASSWORD = "lotty-admin-demo";
    public static final String API_KEY = "lotty-demo-key";

    private final Application application;

    private RunningLotty(Application application) {
        this.application = application;
    }

    public static RunningLotty start(FreshDatabase database, FreshRedis redis) {
        return start(database, redis, Map.of());
    }

    /** With further settings, by the names of their environment variables. */
    public static RunningLotty start(FreshDatabase database, FreshRedis redis, Map<String, String> more) {
        var environment = new HashMap<String, String>();
        environment.put("LOTTY_PROFILE", "demo");
        environment.put("LOTTY_HTTP_PORT", "0");
        environment.put("LOTTY_HTTP_HOST", "127.0.0.1");
        environment.put(
                "LOTTY_DATA_DIR",
                "target/running-lotty/" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        environment.put("LOTTY_POSTGRES_URL", database.url());
        environment.put("LOTTY_REDIS_URL", redis.url());
        environment.putAll(more);
        return new RunningLotty(Application.start(Settings.of(environment)));
    }

    public String url() {
        return "http://127.0.0.1:" + application.port();
    }

    /** Calls without credentials. */
    public HttpCaller nobody() {
        return new HttpCaller(url(), Map.of());
    }

    /** Calls as a product with the demo's API key. */
    public HttpCaller product() {
        return new HttpCaller(url(), Map.of("X-API-Key", API_KEY));
    }

    /** Logs in with the demo's password and calls as that user. */
    public HttpCaller as(String email) {
        var session = nobody().post(
                        "/api/v1/auth/login",
                        new JsonObject().put("email", email).put("password", PASSWORD));
        return new HttpCaller(
                url(), Map.of("Authorization", "Bearer " + session.json().getString("access_token")));
    }

    @Override
    public void close() {
        application.stop();
    }
}
