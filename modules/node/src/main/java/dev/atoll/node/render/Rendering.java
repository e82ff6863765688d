package dev.atoll.node.render;

import dev.atoll.node.config.Group;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.config.Unit;
import dev.atoll.node.config.User;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a configuration becomes: entries below {@code /etc} and {@code /var}, and what depends on the image they are laid
 * on. Equal configurations give equal renderings. Immutable.
 *
 * @param entries by absolute path
 * @param groups to be added to the image's
 * @param users to be added to the image's
 * @param units what is to be enabled or disabled, by name; masked ones are links among the entries
 * @param clashes paths that two parts of the configuration want; empty in one that the reader accepted
 */
public record Rendering(
        SortedMap<String, Entry> entries,
        List<Group> groups,
        List<User> users,
        SortedMap<String, Unit.State> units,
        List<Clash> clashes) {
    public Rendering {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        groups = List.copyOf(groups);
        users = List.copyOf(users);
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
        clashes = List.copyOf(clashes);
    }

    /** Renders. */
    public static Rendering of(NodeConfig config) {
        Sheet sheet = new Sheet();
        SystemFiles.render(config, sheet);
        accounts(config.users(), sheet);
        NetworkFiles.render(config.network(), sheet);
        FirewallRules.render(config.firewall(), sheet);
        DiskFiles.render(config.disks(), config.mounts(), config.swap(), sheet);
        ContainerFiles.render(config.containers(), sheet);
        ContainerFiles.renderRegistries(config.registries(), sheet);
        OwnFiles.render(config, sheet);
        return new Rendering(
                sheet.entries(),
                config.groups(),
                config.users(),
                new TreeMap<>(states(config.units())),
                sheet.clashes());
    }

    private static void accounts(List<User> users, Sheet sheet) {
        for (int i = 0; i < users.size(); i++) {
            User user = users.get(i);
            String origin = "users[" + i + "]";
            if (!user.sshKeys().isEmpty()) {
                sheet.text(
                        "/etc/ssh/authorized_keys.d/" + user.name(), String.join("\n", user.sshKeys()) + "\n", origin);
            }
            if (user.name().equals("root")) {
                continue; // has a home in every image
            }
            sheet.put(
                    user.directory(), new Entry(new EntryContent.Directory(), 0700, user.name(), user.name(), origin));
        }
    }

    private static Map<String, Unit.State> states(List<Unit> units) {
        TreeMap<String, Unit.State> states = new TreeMap<>();
        for (Unit unit : units) {
            unit.state().filter(state -> state != Unit.State.MASKED).ifPresent(state -> states.put(unit.name(), state));
        }
        return states;
    }
}
