package dev.atoll.node.foreign;

import dev.atoll.document.Place;
import dev.atoll.document.Value;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Interfaces of a draft. Both versions of cloud-init's network configurations are read into these. Not thread-safe. */
final class Interfaces {
    private static final int NETMASK_BITS = 32;

    private final Findings findings;
    private final Map<String, NewInterface> interfaces = new LinkedHashMap<>();
    private final Set<String> members = new HashSet<>();

    Interfaces(Findings findings) {
        this.findings = findings;
    }

    /** One interface. */
    final class NewInterface {
        private final Fields head;
        private final String name;
        private final List<Text> addresses = new ArrayList<>();
        private final List<Value> routes = new ArrayList<>();
        private final List<Text> dns = new ArrayList<>();
        private final List<Text> domains = new ArrayList<>();
        private boolean dhcp4;
        private boolean dhcp6;
        private boolean optional;
        private Optional<Text> mtu = Optional.empty();

        private NewInterface(Text name, Place place) {
            this.name = name.text();
            this.head = new Fields(place).text("name", name);
        }

        /** How it is found or made: {@code match}, {@code vlan}, {@code bond} or {@code bridge}. */
        void how(String key, Fields fields) {
            head.put(key, fields.build());
        }

        void dhcp(boolean v4, boolean v6) {
            dhcp4 |= v4;
            dhcp6 |= v6;
        }

        void optional() {
            optional = true;
        }

        void mtu(Optional<Text> bytes) {
            mtu = bytes.or(() -> mtu);
        }

        void addresses(List<Text> prefixes) {
            addresses.addAll(prefixes);
        }

        void nameServers(List<Text> servers, List<Text> names) {
            dns.addAll(servers);
            domains.addAll(names);
        }

        void route(Place place, Text to, Optional<Text> via, Optional<Text> metric) {
            routes.add(new Fields(place)
                    .text("to", to.map(Interfaces::network))
                    .text("via", via)
                    .number("metric", metric)
                    .build());
        }

        private Fields build() {
            boolean isMember = members.contains(name);
            String dhcp = dhcp4 ? dhcp6 ? "both" : "ipv4" : dhcp6 ? "ipv6" : "none";
            if (!isMember && !(dhcp.equals("none") && !addresses.isEmpty())) {
                head.text("dhcp", dhcp);
            }
            head.texts("addresses", addresses)
                    .list("routes", routes)
                    .texts("dns", dns)
                    .texts("domains", domains)
                    .number("mtu", mtu);
            if (optional) {
                head.logical("required", false);
            }
            return head;
        }
    }

    /** A new one; one of the same name before it is left out. */
    NewInterface add(Text name, Place place) {
        NewInterface made = new NewInterface(name, place);
        if (interfaces.put(name.text(), made) != null) {
            findings.changed(
                    name, "there are two interfaces of this name; the later one is kept", "remove one of them");
        }
        return made;
    }

    /** Forgets one that cannot be carried over. */
    void remove(String name) {
        interfaces.remove(name);
    }

    Optional<NewInterface> find(String name) {
        return Optional.ofNullable(interfaces.get(name));
    }

    /** Says that interfaces are in a bond or a bridge, and so have no addresses of their own. */
    List<Text> members(List<Text> names) {
        names.forEach(name -> members.add(name.text()));
        return names;
    }

    List<Fields> build() {
        return interfaces.values().stream().map(NewInterface::build).toList();
    }

    /** {@code default} for all addresses, in any way that is written. */
    private static String network(String to) {
        return to.equals("0.0.0.0/0") || to.equals("::/0") || to.equals("0/0") ? "default" : to;
    }

    /** An address with its prefix, from an address and a netmask or a length of prefix. */
    static Text prefix(Text address, Optional<Text> netmask) {
        if (address.text().indexOf('/') >= 0) {
            return address;
        }
        String whole = address.text().indexOf(':') >= 0 ? "128" : "32";
        String length = netmask.map(it -> length(it.text())).orElse(whole);
        return address.map(text -> text + "/" + length);
    }

    private static String length(String netmask) {
        if (netmask.matches("[0-9]{1,3}")) {
            return netmask;
        }
        try {
            BigInteger bits = new BigInteger(1, InetAddress.ofLiteral(netmask).getAddress());
            int ones = bits.bitCount();
            int zeros = bits.signum() == 0 ? 0 : bits.getLowestSetBit();
            boolean whole = bits.signum() == 0 || ones + zeros == NETMASK_BITS || ones + zeros == 4 * NETMASK_BITS;
            if (whole) {
                return Integer.toString(ones);
            }
        } catch (IllegalArgumentException e) {
            // Refused like a mask with holes.
        }
        throw new RefusedException("its netmask is none", "correct it in the source");
    }
}
