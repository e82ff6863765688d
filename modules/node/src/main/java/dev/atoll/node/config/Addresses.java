package dev.atoll.node.config;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Reads addresses; never asks a name server. */
final class Addresses {
    private Addresses() {}

    /**
     * An address and how many of its bits name the network.
     *
     * @param address without a zone
     * @param length of the prefix in bits
     */
    record Prefix(InetAddress address, int length) {
        boolean isIpv6() {
            return address instanceof Inet6Address;
        }
    }

    /** @throws IllegalArgumentException if it is none */
    static Prefix address(String text) {
        try {
            // Forms that only old programs know, such as 10.1 and 0x7f.1, are refused by ofLiteral or here.
            if (text.indexOf('%') >= 0) {
                throw new IllegalArgumentException("it has a zone");
            }
            InetAddress address = InetAddress.ofLiteral(text);
            boolean v6 = text.indexOf(':') >= 0;
            if (!v6 && text.split("\\.", -1).length != 4) {
                throw new IllegalArgumentException("it needs four numbers");
            }
            return new Prefix(address, v6 ? 128 : 32);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no IPv4 or IPv6 address", e);
        }
    }

    /** @throws IllegalArgumentException if it is none */
    static Prefix prefix(String text) {
        int slash = text.lastIndexOf('/');
        Prefix address = address(text.substring(0, Math.max(slash, 0)));
        int length = Integer.parseInt(text.substring(slash + 1));
        if (length > address.length()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\": the prefix has at most " + address.length() + " bits");
        }
        return new Prefix(address.address(), length);
    }
}
