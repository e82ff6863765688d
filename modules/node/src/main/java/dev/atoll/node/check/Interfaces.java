package dev.atoll.node.check;

import dev.atoll.document.Place;
import dev.atoll.document.Places;
import dev.atoll.document.Report;
import dev.atoll.node.config.Interface;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What interfaces of a configuration say of each other. */
final class Interfaces {
    private final Map<String, Interface> byName;
    private final Map<String, String> masters = new HashMap<>();
    private final Places places;
    private final Report report;

    private Interfaces(List<Interface> interfaces, Places places, Report report) {
        this.byName = interfaces.stream().collect(Collectors.toMap(Interface::name, it -> it, (one, other) -> one));
        this.places = places;
        this.report = report;
    }

    static void check(List<Interface> interfaces, Places places, Report report) {
        Interfaces all = new Interfaces(interfaces, places, report);
        for (int i = 0; i < interfaces.size(); i++) {
            all.check(interfaces.get(i), "network.interfaces[" + i + "]");
        }
    }

    private void check(Interface it, String path) {
        it.vlan().ifPresent(vlan -> {
            Place place = places.of(path + ".vlan.on");
            if (!byName.containsKey(vlan.on())) {
                unknown(vlan.on(), place);
            } else if (vlan.on().equals(it.name())) {
                report.add(place, "circle", it.name() + " cannot be on itself", "name the interface below it");
            }
        });
        it.bond().ifPresent(bond -> members(it, bond.members(), path + ".bond.members"));
        it.bridge().ifPresent(bridge -> members(it, bridge.members(), path + ".bridge.members"));
    }

    private void members(Interface master, List<String> members, String path) {
        for (int i = 0; i < members.size(); i++) {
            String name = members.get(i);
            Place place = places.of(path + "[" + i + "]");
            Interface member = byName.get(name);
            if (member == null) {
                unknown(name, place);
                continue;
            }
            String other = masters.putIfAbsent(name, master.name());
            if (name.equals(master.name())) {
                report.add(place, "circle", name + " cannot be in itself", "remove it");
            } else if (other != null) {
                report.add(place, "two-masters", name + " is in " + other + " already", "remove it from one of them");
            } else if (member.hasNetwork()) {
                String message = name + " is in " + master.name() + ", so it has no addresses, routes or name servers";
                report.add(place, "member-with-network", message, "give them to " + master.name());
            }
        }
    }

    private void unknown(String name, Place place) {
        report.add(
                place,
                "unknown-interface",
                "there is no interface " + name,
                "the interfaces are " + byName.keySet().stream().sorted().collect(Collectors.joining(", ")));
    }
}
