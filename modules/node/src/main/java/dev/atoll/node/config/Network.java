package dev.atoll.node.config;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Keyed;
import dev.atoll.document.Matches;
import dev.atoll.document.Unique;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The network of a node. Interfaces that it does not name are configured as the image does, by DHCP.
 *
 * @param interfaces what systemd-networkd sets up
 * @param dns what systemd-resolved asks
 * @param proxy what programs reach the network through
 * @param hosts names by address, beside those of the image
 */
public record Network(
        @Doc("network interfaces") @Keyed("name") @Default("[]")
        List<Interface> interfaces,

        @Doc("name servers for all interfaces") @Default("{}")
        Dns dns,

        @Doc("what programs reach the network through") Optional<Proxy> proxy,

        @Doc("names of hosts by address, for /etc/hosts") @Default("{}")
        Map<String, List<String>> hosts) {
    /** A network that the image configures alone. */
    public static final Network NONE =
            new Network(List.of(), new Dns(List.of(), List.of()), Optional.empty(), Map.of());

    public Network {
        interfaces = List.copyOf(interfaces);
        hosts = Map.copyOf(hosts);
        hosts.forEach((address, names) -> {
            Addresses.address(address);
            if (names.isEmpty() || !names.stream().allMatch(name -> name.matches(Syntax.HOST))) {
                throw new IllegalArgumentException(
                        "hosts: " + address + " needs a list of host names, and has " + names);
            }
        });
    }

    /**
     * Name servers for all interfaces.
     *
     * @param servers addresses
     * @param domains searched for names without dots; {@code ~example.org} only says whom to ask
     */
    public record Dns(
            @Doc("addresses of name servers")
            @Default("[]")
            @Unique
            @Matches(value = Syntax.ADDRESS, says = Syntax.ADDRESS_SAYS)
            List<String> servers,

            @Doc("domains searched for names without dots")
            @Default("[]")
            @Unique
            @Matches(
                    value = "~?(?:\\.|" + Syntax.HOST + ")",
                    says = "a domain, with ~ in front if it only says whom to ask")
            List<String> domains) {
        public Dns {
            servers = List.copyOf(servers);
            domains = List.copyOf(domains);
            servers.forEach(Addresses::address);
        }
    }

    /**
     * What programs reach the network through.
     *
     * @param http for http URLs
     * @param https for https URLs
     * @param except hosts, domains and networks that are reached directly
     */
    public record Proxy(
            @Doc("proxy for http URLs") @Matches(value = Syntax.URL, says = Syntax.URL_SAYS)
            Optional<String> http,

            @Doc("proxy for https URLs") @Matches(value = Syntax.URL, says = Syntax.URL_SAYS)
            Optional<String> https,

            @Doc("hosts, domains and networks reached directly")
            @Default("[]")
            @Unique
            @Matches(value = "[A-Za-z0-9.*:/_-]+", says = "a host, a domain or a network")
            List<String> except) {
        public Proxy {
            except = List.copyOf(except);
            if (http.isEmpty() && https.isEmpty()) {
                throw new IllegalArgumentException("a proxy needs http, https or both");
            }
        }
    }
}
