package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.id.ApiKeyId;
import io.lotty.kit.Covers;
import io.lotty.page.PageRequest;
import io.lotty.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ApiKeys} does, and what the edges then hold. */
@Covers("ACC-5")
public abstract class ApiKeysContract {
    private static final User ADMIN = People.user("root", Role.ADMIN);

    protected abstract ApiKeys keys();

    protected abstract KeyRing ring();

    @Test
    void a_key_opens_what_its_scope_says() {
        add(1, "shop", ApiKey.Scope.CLIENT);
        add(2, "back office", ApiKey.Scope.SERVER);

        assertThat(ring().scopeOf("secret 1")).contains(ApiKey.Scope.CLIENT);
        assertThat(ring().scopeOf("secret 2")).contains(ApiKey.Scope.SERVER);
        assertThat(ring().scopeOf("secret 3")).isEmpty();
        assertThat(keys().scopeOf(Secrets.hash("secret 2"))).contains(ApiKey.Scope.SERVER);
        assertThat(keys().scopeOf(Secrets.hash("secret 3"))).isEmpty();
    }

    @Test
    void keys_are_listed_page_by_page_and_searched_by_name() {
        var shop = add(1, "Shop", ApiKey.Scope.CLIENT);
        var office = add(2, "office", ApiKey.Scope.SERVER);
        var other = add(3, "other shop", ApiKey.Scope.CLIENT);

        var first = keys().list(new PageRequest(2, Optional.empty(), Optional.empty()));

        assertThat(first.items()).containsExactly(shop, office);
        assertThat(keys().list(new PageRequest(2, first.next(), Optional.empty()))
                        .items())
                .containsExactly(other);
        assertThat(keys().list(new PageRequest(9, Optional.empty(), Optional.of("SHOP")))
                        .items())
                .containsExactly(shop, other);
    }

    @Test
    void a_revoked_key_opens_nothing_and_stays_in_the_list() {
        var shop = add(1, "shop", ApiKey.Scope.CLIENT);
        var office = add(2, "office", ApiKey.Scope.SERVER);

        keys().revoke(shop.id(), at(People.NOON));

        assertThat(ring().scopeOf("secret 1")).isEmpty();
        assertThat(ring().scopeOf("secret 2")).isPresent();
        assertThat(keys().scopeOf(Secrets.hash("secret 1"))).isEmpty();
        assertThat(keys().find(shop.id()).flatMap(ApiKey::revokedAt)).contains(People.NOON);
        assertThat(keys().find(office.id())).contains(office);
        assertThat(keys().find(new ApiKeyId(new UUID(0, 9)))).isEmpty();
        assertThat(keys().list(PageRequest.first()).items())
                .containsExactly(
                        new ApiKey(shop.id(), "shop", ApiKey.Scope.CLIENT, People.NOON, Optional.of(People.NOON)),
                        office);
    }

    @Test
    void a_key_is_revoked_once_however_often_it_is_asked() {
        var shop = add(1, "shop", ApiKey.Scope.CLIENT);

        keys().revoke(shop.id(), at(People.NOON));
        keys().revoke(shop.id(), at(People.NOON.plusSeconds(60)));

        assertThat(keys().list(PageRequest.first()).items())
                .extracting(ApiKey::revokedAt)
                .containsExactly(Optional.of(People.NOON));
    }

    @Test
    void an_unknown_key_is_not_revoked() {
        assertThatThrownBy(() -> keys().revoke(new ApiKeyId(new UUID(0, 9)), at(People.NOON)))
                .isInstanceOfSatisfying(
                        Refusal.NotFound.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("api_key_not_found"));
    }

    private ApiKey add(int number, String name, ApiKey.Scope scope) {
        var key = new ApiKey(new ApiKeyId(new UUID(0, number)), name, scope, People.NOON, Optional.empty());
        keys().add(key, Secrets.hash("secret " + number), at(People.NOON));
        return key;
    }

    private static Stamp at(Instant instant) {
        return new Stamp(ADMIN.actor(), instant, "request");
    }
}
