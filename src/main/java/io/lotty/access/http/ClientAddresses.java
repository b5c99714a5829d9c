package io.lotty.access.http;

import io.lotty.access.ClientAddress;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Finds out from which address a request comes. The edge, which people's connections reach, hands it on to management
 * under a seal that only processes with the same token secret can make; what strangers write into such headers counts
 * for nothing.
 */
public final class ClientAddresses {
    /** {@code address seal}: from an edge to management. */
    public static final String HEADER = "X-Lotty-Client";

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String ALGORITHM = "HmacSHA256";

    private final int trustedProxies;
    private final SecretKeySpec key;

    /**
     * @param trustedProxies how many proxies of the operator's stand in front of a Lotty that people's requests reach;
     *     each adds to the header {@code X-Forwarded-For} whom it hears. With 0 that header is ignored
     * @param secret the same in every process
     */
    public ClientAddresses(int trustedProxies, String secret) {
        this.trustedProxies = trustedProxies;
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** As an edge has handed it on; of a request that comes without an edge, as this process sees it itself. */
    public ClientAddress of(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HEADER))
                .flatMap(this::opened)
                .orElseGet(() -> seen(request));
    }

    /** What an edge writes into {@link #HEADER} for management, in place of anything that came with the request. */
    public String sealed(HttpServerRequest request) {
        var address = seen(request).value();
        return address + " " + seal(address);
    }

    /** The last of those hops that no trusted proxy stands for. */
    private ClientAddress seen(HttpServerRequest request) {
        var hops = new ArrayList<String>();
        if (trustedProxies > 0) {
            request.headers().getAll(FORWARDED_FOR).stream()
                    .flatMap(header -> Arrays.stream(header.split(",")))
                    .forEach(hops::add);
        }
        var peer = request.remoteAddress();
        hops.add(peer == null || peer.hostAddress() == null ? "" : peer.hostAddress());
        return ClientAddress.of(hops.get(Math.max(0, hops.size() - 1 - trustedProxies)));
    }

    private Optional<ClientAddress> opened(String header) {
        int space = header.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        var address = header.substring(0, space);
        var said = header.substring(space + 1).getBytes(StandardCharsets.UTF_8);
        boolean isOurs = MessageDigest.isEqual(said, seal(address).getBytes(StandardCharsets.UTF_8));
        return isOurs ? Optional.of(new ClientAddress(address)) : Optional.empty();
    }

    private String seal(String address) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var sum = mac.doFinal(("client address " + address).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
