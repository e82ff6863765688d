package dev.atoll.node.foreign;

import dev.atoll.document.Value;
import dev.atoll.node.foreign.Interfaces.NewInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Network configuration version 1 of cloud-init. */
final class CloudNetworkV1 {
    private static final Set<String> DHCP4 = Set.of("dhcp", "dhcp4");
    private static final Set<String> DHCP6 = Set.of("dhcp6", "ipv6_dhcpv6-stateful");
    private static final Set<String> STATIC = Set.of("static", "static6", "manual");
    private static final String CORRECT = "correct it in the source";
    private static final String KERNEL = "the kernel's own values are used";
    private static final String NETDEV = "a file X.netdev below /etc/systemd/network in the image";
    private static final List<String> MODES =
            List.of("balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad", "balance-tlb", "balance-alb");

    private final Interfaces interfaces;
    private final Draft draft;
    private final Findings findings;

    CloudNetworkV1(Interfaces interfaces, Draft draft, Findings findings) {
        this.interfaces = interfaces;
        this.draft = draft;
        this.findings = findings;
    }

    void read(Cursor it) {
        List<Item> items = it.items("config");
        for (Item item : items) {
            it.read(item, entry -> guarded(entry));
        }
    }

    private void guarded(Cursor it) {
        Optional<Text> name = it.peek("name").flatMap(value -> it.text(value, it.pathOf("name")));
        try {
            entry(it);
        } catch (RefusedException e) {
            name.ifPresent(text -> interfaces.remove(text.text()));
            it.abandon(e.why(), e.instead());
        }
    }

    private void entry(Cursor it) {
        String type = it.text("type").map(Text::text).orElse("");
        switch (type) {
            case "physical" -> common(physical(it), it);
            case "bond" -> common(bond(it), it);
            case "bridge" -> common(bridge(it), it);
            case "vlan" -> common(vlan(it), it);
            case "nameserver" -> nameServer(it);
            case "loopback" -> throw new RefusedException("the loopback interface is always there", "nothing");
            case "route" ->
                throw new RefusedException(
                        "a route belongs to an interface", "write it below routes: of the interface");
            default ->
                throw new RefusedException(
                        "a node sets up wired interfaces, VLANs, bonds and bridges",
                        "write files for systemd-networkd below /etc/systemd/network");
        }
    }

    private NewInterface named(Cursor it) {
        Text name = it.nonEmpty("name").orElseThrow(() -> new RefusedException("it has no name", CORRECT));
        return interfaces.add(name, it.place());
    }

    private NewInterface physical(Cursor it) {
        NewInterface made = named(it);
        it.nonEmpty("mac_address").ifPresent(mac -> {
            made.how("match", new Fields(mac.place()).text("mac", mac));
            findings.changed(
                    mac,
                    "the interface is found by its address, and keeps the name that the kernel and udev give it",
                    "refer to it by the entry's name");
        });
        return made;
    }

    private NewInterface bond(Cursor it) {
        NewInterface made = named(it);
        Fields fields = new Fields(it.place());
        fields.texts("members", interfaces.members(it.texts("bond_interfaces")));
        it.within("params", params -> {
            fields.text("mode", params.nonEmpty("bond_mode").map(mode -> mode.map(CloudNetworkV1::mode)));
            params.left().forEach(key -> params.lost(key, KERNEL, NETDEV));
        });
        it.lost("mac_address", "a bond has the address of one of its members", "nothing");
        made.how("bond", fields);
        return made;
    }

    private static String mode(String text) {
        return text.matches("[0-6]") ? MODES.get(Integer.parseInt(text)) : text;
    }

    private NewInterface bridge(Cursor it) {
        NewInterface made = named(it);
        Fields fields = new Fields(it.place());
        fields.texts("members", interfaces.members(it.texts("bridge_interfaces")));
        it.within("params", params -> {
            if (params.isTrue("bridge_stp")) {
                fields.logical("stp", true);
            }
            params.left().forEach(key -> params.lost(key, KERNEL, NETDEV));
        });
        it.lost("mac_address", "a bridge has an address of its own", "nothing");
        made.how("bridge", fields);
        return made;
    }

    private NewInterface vlan(Cursor it) {
        NewInterface made = named(it);
        Fields fields = new Fields(it.place());
        fields.number("id", it.whole("vlan_id")).text("on", it.nonEmpty("vlan_link"));
        it.lost("mac_address", "a VLAN has the address of the interface it is on", "nothing");
        made.how("vlan", fields);
        return made;
    }

    private void nameServer(Cursor it) {
        List<Text> addresses = it.texts("address");
        List<Text> search = it.texts("search");
        Optional<Text> on = it.nonEmpty("interface");
        if (on.isEmpty()) {
            draft.nameServers(addresses, search);
            return;
        }
        interfaces
                .find(on.get().text())
                .orElseThrow(() -> new RefusedException("there is no such interface before it", CORRECT))
                .nameServers(addresses, search);
    }

    private void common(NewInterface made, Cursor it) {
        made.mtu(it.whole("mtu"));
        it.each("subnets", subnet -> subnet(made, subnet));
    }

    private void subnet(NewInterface made, Cursor it) {
        String type = it.text("type").map(Text::text).orElse("");
        if (!DHCP4.contains(type) && !DHCP6.contains(type) && !STATIC.contains(type)) {
            throw new RefusedException(
                    "one of its subnets is neither static nor of DHCP",
                    "write files for systemd-networkd below /etc/systemd/network");
        }
        made.dhcp(DHCP4.contains(type), DHCP6.contains(type));
        Optional<Text> netmask = it.nonEmpty("netmask");
        Optional<Text> address = it.nonEmpty("address");
        address.ifPresent(text -> made.addresses(List.of(Interfaces.prefix(text, netmask))));
        if (address.isEmpty()) {
            netmask.ifPresent(mask -> findings.lost(mask, "there is no address that it could be of", CORRECT));
        }
        Optional<Text> metric = it.whole("metric");
        Optional<Text> gateway = it.nonEmpty("gateway");
        gateway.ifPresent(via -> made.route(via.place(), via.map(ignored -> "default"), Optional.of(via), metric));
        if (gateway.isEmpty()) {
            metric.ifPresent(
                    number -> findings.lost(number, "a metric belongs to a route", "write routes: of the interface"));
        }
        made.nameServers(it.texts("dns_nameservers"), it.texts("dns_search"));
        it.lost("dns_priority", "name servers are asked in the order of systemd-resolved", "nothing");
        if (it.peek("control").filter(CloudNetworkV1::isAuto).isPresent()) {
            it.take("control");
        }
        it.lost("control", "interfaces are set up at boot", "leave the interface out");
        it.each("routes", route -> route(made, route));
    }

    private static boolean isAuto(Value value) {
        return value instanceof Value.Scalar scalar && scalar.text().equals("auto");
    }

    private static void route(NewInterface made, Cursor it) {
        List<Text> to = new ArrayList<>();
        it.nonEmpty("destination").ifPresent(to::add);
        it.nonEmpty("network").ifPresent(to::add);
        if (to.size() != 1) {
            it.abandon("a route needs one destination", CORRECT);
            return;
        }
        Text network = Interfaces.prefix(to.getFirst(), it.nonEmpty("netmask"));
        made.route(it.place(), network, it.nonEmpty("gateway"), it.whole("metric"));
    }
}
