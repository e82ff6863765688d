package dev.atoll.node.render;

import dev.atoll.document.Documents;
import dev.atoll.node.config.Interface;
import dev.atoll.node.config.Network;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files of systemd-networkd and systemd-resolved, the proxy and the names of hosts. */
final class NetworkFiles {
    private static final String FOLDER = "/etc/systemd/network/10-";

    private final Network network;
    private final Sheet sheet;

    private NetworkFiles(Network network, Sheet sheet) {
        this.network = network;
        this.sheet = sheet;
    }

    static void render(Network network, Sheet sheet) {
        NetworkFiles files = new NetworkFiles(network, sheet);
        for (int i = 0; i < network.interfaces().size(); i++) {
            Interface it = network.interfaces().get(i);
            String origin = "network.interfaces[" + i + "]";
            files.device(it, origin);
            sheet.text(FOLDER + it.name() + ".network", files.network(it), origin);
        }
        files.dns();
        network.proxy().ifPresent(files::proxy);
        files.hosts();
    }

    private void device(Interface it, String origin) {
        IniText text = new IniText().section("NetDev").set("Name", it.name());
        if (it.vlan().isPresent()) {
            text.set("Kind", "vlan").section("VLAN").set("Id", it.vlan().get().id());
        } else if (it.bond().isPresent()) {
            text.set("Kind", "bond")
                    .section("Bond")
                    .set("Mode", Documents.spelling(it.bond().get().mode()))
                    .set("MIIMonitorSec", "100ms");
        } else if (it.bridge().isPresent()) {
            text.set("Kind", "bridge")
                    .section("Bridge")
                    .set("STP", it.bridge().get().stp() ? "yes" : "no");
        } else {
            return;
        }
        sheet.text(FOLDER + it.name() + ".netdev", text.text(), origin);
    }

    private String network(Interface it) {
        IniText text = new IniText();
        match(it, text);
        text.section("Link");
        it.mtu().ifPresent(mtu -> text.set("MTUBytes", mtu));
        text.set("RequiredForOnline", it.required() ? "yes" : "no");
        text.section("Network");
        Optional<String> master = master(it);
        master.ifPresent(assignment -> text.set(
                assignment.substring(0, assignment.indexOf('=')), assignment.substring(assignment.indexOf('=') + 1)));
        text.set("DHCP", dhcp(it, master.isPresent()));
        if (master.isPresent()) {
            text.set("LinkLocalAddressing", "no");
        }
        text.setAll("Address", it.addresses());
        text.setAll("DNS", it.dns());
        if (!it.domains().isEmpty()) {
            text.set("Domains", String.join(" ", it.domains()));
        }
        network.interfaces().stream()
                .filter(other ->
                        other.vlan().filter(vlan -> vlan.on().equals(it.name())).isPresent())
                .forEach(vlan -> text.set("VLAN", vlan.name()));
        for (Interface.Route route : it.routes()) {
            text.section("Route");
            if (route.to().equals("default")) {
                route.via().ifPresent(via -> text.set("Gateway", via));
            } else {
                text.set("Destination", route.to());
                route.via().ifPresent(via -> text.set("Gateway", via));
            }
            route.metric().ifPresent(metric -> text.set("Metric", metric));
        }
        return text.text();
    }

    private static void match(Interface it, IniText text) {
        text.section("Match");
        Optional<Interface.Match> match = it.match();
        if (match.isEmpty()) {
            text.set("Name", it.name());
            return;
        }
        match.get().name().ifPresent(name -> text.set("Name", name));
        match.get().mac().ifPresent(mac -> text.set("PermanentMACAddress", mac.toLowerCase(Locale.ROOT)));
        match.get().driver().ifPresent(driver -> text.set("Driver", driver));
    }

    /** The bond or bridge that an interface is in. */
    private Optional<String> master(Interface it) {
        for (Interface other : network.interfaces()) {
            if (other.bond().filter(bond -> bond.members().contains(it.name())).isPresent()) {
                return Optional.of("Bond=" + other.name());
            }
            if (other.bridge()
                    .filter(bridge -> bridge.members().contains(it.name()))
                    .isPresent()) {
                return Optional.of("Bridge=" + other.name());
            }
        }
        return Optional.empty();
    }

    private static String dhcp(Interface it, boolean member) {
        Interface.Dhcp wanted =
                it.dhcp().orElse(member || !it.addresses().isEmpty() ? Interface.Dhcp.NONE : Interface.Dhcp.BOTH);
        return switch (wanted) {
            case NONE -> "no";
            case IPV4 -> "ipv4";
            case IPV6 -> "ipv6";
            case BOTH -> "yes";
        };
    }

    private void dns() {
        Network.Dns dns = network.dns();
        if (dns.servers().isEmpty() && dns.domains().isEmpty()) {
            return;
        }
        IniText text = new IniText().section("Resolve");
        if (!dns.servers().isEmpty()) {
            text.set("DNS", String.join(" ", dns.servers()));
        }
        if (!dns.domains().isEmpty()) {
            text.set("Domains", String.join(" ", dns.domains()));
        }
        sheet.text("/etc/systemd/resolved.conf.d/50-node.conf", text.text(), "network.dns");
    }

    /** For services by systemd's own configuration, for people who log in by pam_env. */
    private void proxy(Network.Proxy proxy) {
        TreeMap<String, String> variables = new TreeMap<>();
        proxy.http().ifPresent(url -> variables.put("HTTP_PROXY", url));
        proxy.https().ifPresent(url -> variables.put("HTTPS_PROXY", url));
        if (!proxy.except().isEmpty()) {
            variables.put("NO_PROXY", String.join(",", proxy.except()));
        }
        new TreeMap<>(variables).forEach((name, value) -> variables.put(name.toLowerCase(Locale.ROOT), value));
        IniText manager = new IniText().section("Manager");
        StringBuilder environment = new StringBuilder();
        variables.forEach((name, value) -> {
            manager.set("DefaultEnvironment", IniText.quoted(name + "=" + value));
            environment.append(name).append('=').append(value).append('\n');
        });
        sheet.text("/etc/systemd/system.conf.d/50-node-proxy.conf", manager.text(), "network.proxy");
        sheet.append("/etc/environment", environment.toString(), "network.proxy");
    }

    private void hosts() {
        Map<String, List<String>> hosts = network.hosts();
        if (hosts.isEmpty()) {
            return;
        }
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        for (String address : new TreeSet<>(hosts.keySet())) {
            lines.add(address + " " + String.join(" ", hosts.getOrDefault(address, List.of())));
        }
        sheet.append("/etc/hosts", lines.toString(), "network.hosts");
    }
}
