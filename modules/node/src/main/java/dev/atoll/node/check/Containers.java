package dev.atoll.node.check;

import dev.atoll.document.Place;
import dev.atoll.document.Places;
import dev.atoll.document.Report;
import dev.atoll.node.config.Container;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What containers of a configuration say of each other. */
final class Containers {
    private final Map<String, Container> byName;
    private final Names ports = new Names();
    private final Places places;
    private final Report report;

    private Containers(List<Container> containers, Places places, Report report) {
        this.byName = containers.stream().collect(Collectors.toMap(Container::name, it -> it, (one, other) -> one));
        this.places = places;
        this.report = report;
    }

    static void check(List<Container> containers, Places places, Report report) {
        Containers all = new Containers(containers, places, report);
        for (int i = 0; i < containers.size(); i++) {
            all.check(containers.get(i), "containers[" + i + "]");
        }
    }

    private void check(Container it, String path) {
        for (int i = 0; i < it.ports().size(); i++) {
            Container.Port port = it.ports().get(i);
            String name = port.node() + "/" + port.protocol()
                    + port.address().map(address -> " on " + address).orElse("");
            ports.unique("port", name, places.of(path + ".ports[" + i + "].node"), report);
        }
        for (int i = 0; i < it.after().size(); i++) {
            String other = it.after().get(i);
            Place place = places.of(path + ".after[" + i + "]");
            if (!byName.containsKey(other)) {
                String known = byName.keySet().stream().sorted().collect(Collectors.joining(", "));
                report.add(place, "unknown-container", "there is no container " + other, "the containers are " + known);
            } else if (reaches(other, it.name(), new HashSet<>())) {
                String message = it.name() + " waits for " + other + ", which waits for " + it.name();
                report.add(place, "circle", message, "remove one of the two");
            }
        }
    }

    private boolean reaches(String from, String to, Set<String> seen) {
        if (from.equals(to)) {
            return true;
        }
        Container container = byName.get(from);
        return container != null
                && seen.add(from)
                && container.after().stream().anyMatch(next -> reaches(next, to, seen));
    }
}
