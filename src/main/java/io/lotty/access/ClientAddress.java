package io.lotty.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Where a caller is, as far as limits tell callers apart: an IPv4 address, or the first 64 bits of an IPv6 address, since
 * whoever has one of those has them all.
 */
public record ClientAddress(String value) {
    /** What callers are whose address cannot be told; they share their limits. */
    public static final ClientAddress UNKNOWN = new ClientAddress("unknown");

    private static final int PREFIX_BYTES = 8;

    /** Reads an address, with a port or without; never looks a name up. */
    public static ClientAddress of(String text) {
        try {
            var address = InetAddress.ofLiteral(withoutPort(text.strip()));
            return address instanceof Inet6Address
                    ? new ClientAddress(HexFormat.of().formatHex(address.getAddress(), 0, PREFIX_BYTES) + "/64")
                    : new ClientAddress(address.getHostAddress());
        } catch (IllegalArgumentException foreign) {
            return UNKNOWN;
        }
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[") && text.indexOf(']') > 0) {
            return text.substring(1, text.indexOf(']'));
        }
        int colon = text.indexOf(':');
        return colon > 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }
}
