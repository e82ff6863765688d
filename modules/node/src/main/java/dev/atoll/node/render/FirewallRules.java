package dev.atoll.node.render;

import dev.atoll.node.config.Firewall;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rules that the image's firewall includes into its chain of what may reach the node. */
final class FirewallRules {
    private FirewallRules() {}

    static void render(Firewall firewall, Sheet sheet) {
        if (firewall.allow().isEmpty()) {
            return;
        }
        StringBuilder rules = new StringBuilder("# Made from the node's configuration.\n");
        for (Firewall.Allow allow : firewall.allow()) {
            String what = allow.protocol().name().toLowerCase(Locale.ROOT) + " dport { "
                    + allow.ports().stream().sorted().map(String::valueOf).collect(Collectors.joining(", "))
                    + " } accept\n";
            if (allow.from().isEmpty()) {
                rules.append(what);
            }
            source(
                    rules,
                    "ip saddr",
                    allow.from().stream().filter(it -> it.indexOf(':') < 0).toList(),
                    what);
            source(
                    rules,
                    "ip6 saddr",
                    allow.from().stream().filter(it -> it.indexOf(':') >= 0).toList(),
                    what);
        }
        sheet.text("/etc/nftables.d/input-node.nft", rules.toString(), "firewall");
    }

    private static void source(StringBuilder rules, String of, List<String> networks, String what) {
        if (!networks.isEmpty()) {
            rules.append(of)
                    .append(" { ")
                    .append(String.join(", ", networks))
                    .append(" } ")
                    .append(what);
        }
    }
}
