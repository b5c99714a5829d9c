package io.lotty.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.HttpCaller.Reply;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@WithStores
@Covers("ACC-4")
class AuthRoutesIT {
    private static final String SECRET = "a token secret of this test alone, long enough";
    private static RunningLotty lotty;

    @BeforeAll
    static void start(FreshDatabase database, FreshRedis redis) {
        lotty = RunningLotty.start(database, redis, Map.of("LOTTY_TOKEN_SECRET", SECRET));
    }

    @AfterAll
    static void stop() {
        lotty.close();
    }

    @Test
    void a_log_in_gives_a_short_lived_bearer_token_that_nobody_may_keep() {
        var reply = logIn(RunningLotty.EXPERIMENTER, RunningLotty.PASSWORD);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().fieldNames())
                .containsExactlyInAnyOrder("access_token", "refresh_token", "token_type", "expires_in");
        assertThat(reply.json().getString("token_type")).isEqualTo("Bearer");
        assertThat(reply.json().getInteger("expires_in")).isEqualTo(900);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(claims(reply).fieldNames()).containsExactlyInAnyOrder("iss", "sub", "iat", "exp", "epoch");
    }

    @Test
    void a_wrong_password_and_an_unknown_user_are_answered_alike() {
        var wrong = logIn(RunningLotty.ADMIN, "not the password").json();
        var unknown = logIn("nobody@lotty.local", RunningLotty.PASSWORD).json();

        assertThat(wrong.getInteger("status")).isEqualTo(401);
        wrong.remove("request_id");
        unknown.remove("request_id");
        assertThat(wrong).isEqualTo(unknown);
    }

    @Test
    void a_log_in_without_its_fields_is_told_all_that_is_wrong() {
        var reply = lotty.nobody()
                .post(
                        "/api/v1/auth/login",
                        new JsonObject().put("email", "erin").put("x", 1));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().getJsonArray("errors"))
                .extracting(error -> ((JsonObject) error).getString("pointer"))
                .containsExactlyInAnyOrder("/email", "/password", "/x");
    }

    @Test
    void who_is_logged_in_sees_himself() {
        var me = lotty.as(RunningLotty.EXPERIMENTER).get("/api/v1/auth/me");

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().getString("email")).isEqualTo(RunningLotty.EXPERIMENTER);
        assertThat(me.json().getJsonArray("roles")).containsExactly("experimenter");
        assertThat(lotty.nobody().get("/api/v1/auth/me").status()).isEqualTo(401);
    }

    @Test
    void a_refresh_token_works_once_and_its_reuse_ends_the_session() {
        var first = logIn(RunningLotty.APPROVER, RunningLotty.PASSWORD).json().getString("refresh_token");
        var second = trade(first);
        assertThat(second.status()).isEqualTo(200);
        assertThat(me(second.json().getString("access_token"))).isEqualTo(200);

        assertThat(trade(first).status()).isEqualTo(401);
        assertThat(trade(second.json().getString("refresh_token")).status()).isEqualTo(401);
    }

    @Test
    void a_refresh_does_not_mind_the_expired_access_token_that_came_with_it() {
        var session = logIn(RunningLotty.APPROVER, RunningLotty.PASSWORD).json();
        var expired =
                bearer(token("HS256", SECRET, subject(session), Instant.now().minusSeconds(60)));

        var reply = expired.post(
                "/api/v1/auth/refresh", new JsonObject().put("refresh_token", session.getString("refresh_token")));

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void a_log_out_ends_the_session_and_may_be_repeated() {
        var token = new JsonObject()
                .put(
                        "refresh_token",
                        logIn(RunningLotty.APPROVER, RunningLotty.PASSWORD)
                                .json()
                                .getString("refresh_token"));

        assertThat(lotty.nobody().post("/api/v1/auth/logout", token).status()).isEqualTo(204);
        assertThat(lotty.nobody().post("/api/v1/auth/logout", token).status()).isEqualTo(204);
        assertThat(lotty.nobody().post("/api/v1/auth/refresh", token).status()).isEqualTo(401);
    }

    @Test
    void only_a_token_of_ours_that_is_not_over_speaks_for_a_user() {
        var erin =
                subject(logIn(RunningLotty.EXPERIMENTER, RunningLotty.PASSWORD).json());
        var soon = Instant.now().plusSeconds(60);

        assertThat(me(token("HS256", SECRET, erin, soon))).isEqualTo(200);
        assertThat(me(token("HS256", SECRET, erin, Instant.now().minusSeconds(60))))
                .isEqualTo(401);
        assertThat(me(token("HS256", SECRET + "!", erin, soon))).isEqualTo(401);
        assertThat(me(token("none", SECRET, erin, soon))).isEqualTo(401);
        assertThat(me(token("HS256", SECRET, new UUID(0, 7).toString(), soon))).isEqualTo(401);
        assertThat(me(token("HS256", SECRET, "not an id", soon))).isEqualTo(401);
        assertThat(me(token("HS256", SECRET, claims(erin, soon)))).isEqualTo(401);
        assertThat(me(token("HS256", SECRET, claims(erin, soon).put("epoch", 2))))
                .isEqualTo(401);
        assertThat(me(token("HS256", SECRET, claims(erin, soon).put("epoch", "1"))))
                .isEqualTo(401);
        assertThat(me("nonsense")).isEqualTo(401);
        assertThat(me("")).isEqualTo(401);
    }

    @Test
    void another_scheme_than_bearer_is_refused() {
        var reply = lotty.nobody().with("Authorization", "Basic YTpi").get("/api/v1/flags");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(reply.json().getString("detail")).contains("Bearer");
    }

    private static Reply logIn(String email, String password) {
        return lotty.nobody()
                .post("/api/v1/auth/login", new JsonObject().put("email", email).put("password", password));
    }

    private static Reply trade(String refreshToken) {
        return lotty.nobody().post("/api/v1/auth/refresh", new JsonObject().put("refresh_token", refreshToken));
    }

    private static int me(String accessToken) {
        return bearer(accessToken).get("/api/v1/auth/me").status();
    }

    private static HttpCaller bearer(String token) {
        return lotty.nobody().with("Authorization", "Bearer " + token);
    }

    private static String subject(JsonObject session) {
        return decoded(session.getString("access_token")).getString("sub");
    }

    private static JsonObject claims(Reply session) {
        return decoded(session.json().getString("access_token"));
    }

    private static JsonObject decoded(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    private static String token(String algorithm, String secret, String subject, Instant expiry) {
        return token(algorithm, secret, claims(subject, expiry).put("epoch", 1));
    }

    private static JsonObject claims(String subject, Instant expiry) {
        return new JsonObject().put("iss", "lotty").put("sub", subject).put("exp", expiry.getEpochSecond());
    }

    private static String token(String algorithm, String secret, JsonObject claims) {
        var header = new JsonObject().put("typ", "JWT").put("alg", algorithm);
        var signed = base64(header.encode().getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.encode().getBytes(StandardCharsets.UTF_8));
        return signed + "." + (algorithm.equals("none") ? "" : base64(signature(secret, signed)));
    }

    private static byte[] signature(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
