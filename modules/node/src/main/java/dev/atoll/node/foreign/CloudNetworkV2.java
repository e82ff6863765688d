package dev.atoll.node.foreign;

import dev.atoll.document.Value;
import dev.atoll.node.foreign.Interfaces.NewInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Network configuration version 2 of cloud-init, which is a part of netplan's. */
final class CloudNetworkV2 {
    private static final String OTHERS = "a node sets up wired interfaces, VLANs, bonds and bridges";
    private static final String DRIVER = "what else systemd-networkd can is not in a node's configuration";

    private final Interfaces interfaces;
    private final Findings findings;

    CloudNetworkV2(Interfaces interfaces, Findings findings) {
        this.interfaces = interfaces;
        this.findings = findings;
    }

    void read(Cursor it) {
        renderer(it);
        it.within("ethernets", all -> each(all, this::ethernet));
        it.within("bonds", all -> each(all, this::bond));
        it.within("bridges", all -> each(all, this::bridge));
        it.within("vlans", all -> each(all, this::vlan));
        for (String key : List.of("wifis", "modems", "tunnels", "vrfs", "dummy-devices", "nm-devices")) {
            it.lost(key, OTHERS, "write files for systemd-networkd below /etc/systemd/network");
        }
    }

    private static void renderer(Cursor it) {
        if (it.peek("renderer").filter(value -> !isNetworkd(value)).isPresent()) {
            it.lost("renderer", "the network is set up by systemd-networkd", "nothing");
        } else {
            it.take("renderer");
        }
    }

    private static boolean isNetworkd(Value value) {
        return value instanceof Value.Scalar scalar && scalar.text().equals("networkd");
    }

    private void each(Cursor all, BiConsumer<NewInterface, Cursor> reader) {
        CloudConfig.eachKey(all, (name, it) -> {
            try {
                NewInterface made = interfaces.add(new Text(name, it.place(), it.path()), it.place());
                reader.accept(made, it);
                common(made, it);
            } catch (RefusedException e) {
                interfaces.remove(name);
                it.abandon(e.why(), e.instead());
            }
        });
    }

    private void ethernet(NewInterface made, Cursor it) {
        it.within("match", match -> {
            Fields fields = new Fields(match.place())
                    .text("name", match.nonEmpty("name"))
                    .text("mac", match.nonEmpty("macaddress"));
            List<Text> drivers = match.texts("driver");
            if (drivers.size() > 1) {
                throw new RefusedException("it is matched by several drivers", "write an interface for each of them");
            }
            fields.text("driver", drivers.stream().findFirst());
            if (!fields.isEmpty()) {
                made.how("match", fields);
            }
        });
        it.nonEmpty("set_name")
                .ifPresent(name -> findings.changed(
                        name,
                        "interfaces keep the names that the kernel and udev give them",
                        "refer to it by the entry's name"));
        it.lostIfTrue("wakeonlan", DRIVER, "a file X.link below /etc/systemd/network");
    }

    private void bond(NewInterface made, Cursor it) {
        Fields fields = new Fields(it.place());
        fields.texts("members", interfaces.members(it.texts("interfaces")));
        it.within("parameters", parameters -> {
            fields.text("mode", parameters.nonEmpty("mode"));
            unsupported(parameters);
        });
        made.how("bond", fields);
    }

    private void bridge(NewInterface made, Cursor it) {
        Fields fields = new Fields(it.place());
        fields.texts("members", interfaces.members(it.texts("interfaces")));
        // netplan's default
        boolean[] stp = {true};
        it.within("parameters", parameters -> {
            stp[0] = parameters.logical("stp").orElse(true);
            unsupported(parameters);
        });
        if (stp[0]) {
            fields.logical("stp", true);
        }
        made.how("bridge", fields);
    }

    private static void unsupported(Cursor parameters) {
        parameters
                .left()
                .forEach(key -> parameters.lost(
                        key,
                        "the kernel's own values are used",
                        "a file X.netdev below /etc/systemd/network in the image"));
    }

    private void vlan(NewInterface made, Cursor it) {
        Fields fields = new Fields(it.place());
        fields.number("id", it.whole("id")).text("on", it.nonEmpty("link"));
        made.how("vlan", fields);
    }

    private void common(NewInterface made, Cursor it) {
        renderer(it);
        made.dhcp(it.isTrue("dhcp4"), it.isTrue("dhcp6"));
        for (String overrides : List.of("dhcp4-overrides", "dhcp6-overrides", "dhcp-identifier")) {
            it.lost(
                    overrides,
                    "what DHCP offers is taken as it is",
                    "a drop-in for the .network file below /etc/systemd/network");
        }
        if (it.isTrue("optional")) {
            made.optional();
        }
        made.mtu(it.whole("mtu"));
        made.addresses(addresses(it));
        it.within("nameservers", servers -> made.nameServers(servers.texts("addresses"), servers.texts("search")));
        for (String gateway : List.of("gateway4", "gateway6")) {
            it.nonEmpty(gateway)
                    .ifPresent(via ->
                            made.route(via.place(), via.map(ignored -> "default"), Optional.of(via), Optional.empty()));
        }
        it.each("routes", route -> {
            Optional<Text> to = route.nonEmpty("to");
            if (to.isEmpty()) {
                route.abandon("the route says not where to", "correct it in the source");
            } else {
                made.route(route.place(), to.get(), route.nonEmpty("via"), route.whole("metric"));
            }
        });
    }

    private List<Text> addresses(Cursor it) {
        List<Text> addresses = new ArrayList<>();
        for (Item item : it.items("addresses")) {
            if (item.value() instanceof Value.Mapping) {
                it.read(
                        item,
                        each -> CloudConfig.eachKey(
                                each,
                                (address, options) ->
                                        addresses.add(new Text(address, options.place(), options.path()))));
            } else {
                it.text(item.value(), item.path()).ifPresent(addresses::add);
            }
        }
        return addresses;
    }
}
