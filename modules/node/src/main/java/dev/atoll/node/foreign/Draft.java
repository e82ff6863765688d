package dev.atoll.node.foreign;

import dev.atoll.document.Place;
import dev.atoll.document.Value;
import dev.atoll.node.config.NodeConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node configuration while it is made, valid or not. Not thread-safe. */
final class Draft {
    private static final Place NOWHERE = new Place("", 1, 1, "");

    /** The keys of the configuration that are lists of mappings, in its order. */
    enum Section {
        GROUPS("groups"),
        DIRECTORIES("directories"),
        FILES("files"),
        LINKS("links"),
        DISKS("disks"),
        MOUNTS("mounts"),
        SWAP("swap"),
        CERTIFICATES("caCertificates");

        private final String key;

        Section(String key) {
            this.key = key;
        }
    }

    private final Map<Section, List<Value>> sections = new LinkedHashMap<>();
    private final List<Value> interfaces = new ArrayList<>();
    private final List<Text> servers = new ArrayList<>();
    private final List<Text> domains = new ArrayList<>();
    private final List<Text> timeServers = new ArrayList<>();
    private Optional<Text> hostname = Optional.empty();
    private Optional<Text> zone = Optional.empty();
    private final Users users = new Users();
    private final Units units = new Units();

    void add(Section section, Fields item) {
        sections.computeIfAbsent(section, key -> new ArrayList<>()).add(item.build());
    }

    Users users() {
        return users;
    }

    Units units() {
        return units;
    }

    void hostname(Text name) {
        hostname = Optional.of(name);
    }

    Optional<Text> hostname() {
        return hostname;
    }

    void zone(Text name) {
        zone = Optional.of(name);
    }

    void timeServers(List<Text> names) {
        timeServers.addAll(names);
    }

    void networkInterface(Fields item) {
        interfaces.add(item.build());
    }

    void nameServers(List<Text> addresses, List<Text> names) {
        servers.addAll(addresses);
        domains.addAll(names);
    }

    /** The document. */
    Value.Mapping document() {
        Fields root = new Fields(NOWHERE)
                .put("node", new Value.Scalar(Value.Kind.WHOLE, Integer.toString(NodeConfig.VERSION), NOWHERE));
        root.text("hostname", hostname);
        section(root, Section.GROUPS);
        root.list("users", users.build());
        section(root, Section.DIRECTORIES);
        section(root, Section.FILES);
        section(root, Section.LINKS);
        root.list("units", units.build());
        Fields dns = new Fields(NOWHERE).texts("servers", servers).texts("domains", domains);
        Fields network = new Fields(NOWHERE).list("interfaces", interfaces);
        put(network, "dns", dns);
        put(root, "network", network);
        section(root, Section.DISKS);
        section(root, Section.MOUNTS);
        section(root, Section.SWAP);
        put(root, "time", new Fields(NOWHERE).text("zone", zone).texts("servers", timeServers));
        section(root, Section.CERTIFICATES);
        return root.build();
    }

    private void section(Fields root, Section section) {
        root.list(section.key, sections.getOrDefault(section, List.of()));
    }

    private static void put(Fields root, String key, Fields fields) {
        if (!fields.isEmpty()) {
            root.put(key, fields.build());
        }
    }
}
