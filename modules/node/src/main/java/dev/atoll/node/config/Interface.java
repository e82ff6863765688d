package dev.atoll.node.config;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.NotEmpty;
import dev.atoll.document.Range;
import dev.atoll.document.Spelled;
import dev.atoll.document.Unique;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An interface: one that is there, found by {@code match} or else by its name, or one that is made, of which at most one of
 * vlan, bond and bridge says how.
 *
 * @param name what the configuration calls it; the interface's own name if it is made, or if there is no match
 * @param match which interface it is
 * @param vlan makes a VLAN
 * @param bond makes a bond
 * @param bridge makes a bridge
 * @param dhcp what is asked for addresses; by default both protocols if there are no addresses, else none
 * @param addresses with the lengths of their prefixes
 * @param routes beside those of the addresses
 * @param dns name servers reached here
 * @param domains names to ask them for
 * @param mtu largest packet in bytes
 * @param required whether the machine is online only when this interface is
 */
public record Interface(
        @Doc("name of the interface, or of this entry if match finds it")
        @Matches(value = Syntax.INTERFACE, says = Syntax.INTERFACE_SAYS)
        String name,

        @Doc("which interface it is, by default the one of this name")
        Optional<Match> match,

        @Doc("makes a VLAN") Optional<Vlan> vlan,
        @Doc("makes a bond") Optional<Bond> bond,
        @Doc("makes a bridge") Optional<Bridge> bridge,

        @Doc("which addresses DHCP gives; by default both, or none where addresses are given")
        Optional<Dhcp> dhcp,

        @Doc("addresses with the lengths of their prefixes")
        @Default("[]")
        @Unique
        @Matches(value = Syntax.PREFIX, says = Syntax.PREFIX_SAYS)
        List<String> addresses,

        @Doc("routes beside those of the addresses") @Default("[]")
        List<Route> routes,

        @Doc("name servers reached here")
        @Default("[]")
        @Unique
        @Matches(value = Syntax.ADDRESS, says = Syntax.ADDRESS_SAYS)
        List<String> dns,

        @Doc("domains to ask these name servers for")
        @Default("[]")
        @Unique
        @Matches(
                value = "~?(?:\\.|" + Syntax.HOST + ")",
                says = "a domain, with ~ in front if it only says whom to ask")
        List<String> domains,

        @Doc("largest packet in bytes") @Range(min = 576, max = 65_535)
        Optional<Integer> mtu,

        @Doc("whether the machine is online only when this interface is") @Default("true")
        boolean required) {
    public Interface {
        addresses = List.copyOf(addresses);
        routes = List.copyOf(routes);
        dns = List.copyOf(dns);
        domains = List.copyOf(domains);
        addresses.forEach(Addresses::prefix);
        dns.forEach(Addresses::address);
        if (Stream.of(match, vlan, bond, bridge).filter(Optional::isPresent).count() > 1) {
            throw new IllegalArgumentException(name + " can have only one of match, vlan, bond and bridge");
        }
    }

    /** Whether it is made, not found. */
    public boolean isMade() {
        return vlan.isPresent() || bond.isPresent() || bridge.isPresent();
    }

    /** Whether addresses, routes or name servers are given. */
    public boolean hasNetwork() {
        return dhcp.isPresent() || !addresses.isEmpty() || !routes.isEmpty() || !dns.isEmpty() || !domains.isEmpty();
    }

    /**
     * Which interface is meant: one that fits all that is given.
     *
     * @param name a pattern with {@code *} and {@code ?}
     * @param mac its permanent address
     * @param driver of the kernel
     */
    public record Match(
            @Doc("pattern of names with * and ?")
            @Matches(value = "[A-Za-z0-9_.*?-]{1,15}", says = "a pattern of interface names")
            Optional<String> name,

            @Doc("permanent hardware address")
            @Matches(
                    value = "[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}",
                    says = "a hardware address such as 52:54:00:12:34:56")
            Optional<String> mac,

            @Doc("driver of the kernel") @Matches(value = "[A-Za-z0-9_-]+", says = "the name of a driver")
            Optional<String> driver) {
        public Match {
            if (name.isEmpty() && mac.isEmpty() && driver.isEmpty()) {
                throw new IllegalArgumentException("match needs name, mac or driver");
            }
        }
    }

    /**
     * A VLAN.
     *
     * @param id its number
     * @param on the name of the interface it is on
     */
    public record Vlan(
            @Doc("number of the VLAN") @Range(min = 1, max = 4094)
            int id,

            @Doc("the interface of this configuration it is on")
            @Matches(value = Syntax.INTERFACE, says = Syntax.INTERFACE_SAYS)
            String on) {}

    /**
     * A bond.
     *
     * @param members names of the interfaces in it
     * @param mode how they share the traffic
     */
    public record Bond(
            @Doc("interfaces of this configuration in it")
            @NotEmpty
            @Unique
            @Matches(value = Syntax.INTERFACE, says = Syntax.INTERFACE_SAYS)
            List<String> members,

            @Doc("how they share the traffic") @Default("active-backup")
            BondMode mode) {
        public Bond {
            members = List.copyOf(members);
        }
    }

    /** How the members of a bond share the traffic, as the kernel calls it. */
    public enum BondMode {
        /** One after the other. */
        @Spelled("balance-rr")
        BALANCE_RR,
        /** One, another when it fails. */
        @Spelled("active-backup")
        ACTIVE_BACKUP,
        /** By addresses. */
        @Spelled("balance-xor")
        BALANCE_XOR,
        /** All carry all. */
        @Spelled("broadcast")
        BROADCAST,
        /** LACP. */
        @Spelled("802.3ad")
        LACP,
        /** By load, sending. */
        @Spelled("balance-tlb")
        BALANCE_TLB,
        /** By load, both ways. */
        @Spelled("balance-alb")
        BALANCE_ALB
    }

    /**
     * A bridge.
     *
     * @param members names of the interfaces in it
     * @param stp whether it takes part in the spanning tree protocol
     */
    public record Bridge(
            @Doc("interfaces of this configuration in it")
            @Default("[]")
            @Unique
            @Matches(value = Syntax.INTERFACE, says = Syntax.INTERFACE_SAYS)
            List<String> members,

            @Doc("whether it takes part in the spanning tree protocol") @Default("false")
            boolean stp) {
        public Bridge {
            members = List.copyOf(members);
        }
    }

    /** Which addresses DHCP gives. */
    public enum Dhcp {
        /** None. */
        NONE,
        /** IPv4. */
        IPV4,
        /** IPv6. */
        IPV6,
        /** Both. */
        BOTH
    }

    /**
     * A route.
     *
     * @param to a network, or {@code default}
     * @param via the gateway's address; without it the network is on the link
     * @param metric lower ones are preferred
     */
    public record Route(
            @Doc("network, or default")
            @Matches(value = "default|" + Syntax.PREFIX, says = "a network such as 10.0.0.0/8, or default")
            String to,

            @Doc("address of the gateway") @Matches(value = Syntax.ADDRESS, says = Syntax.ADDRESS_SAYS)
            Optional<String> via,

            @Doc("lower ones are preferred") @Range(min = 0, max = 4_294_967_295L)
            Optional<Long> metric) {
        public Route {
            via.ifPresent(Addresses::address);
            if (to.equals("default")) {
                if (via.isEmpty()) {
                    throw new IllegalArgumentException("the default route needs via, the address of the gateway");
                }
            } else {
                boolean v6 = Addresses.prefix(to).isIpv6();
                if (via.isPresent() && Addresses.address(via.get()).isIpv6() != v6) {
                    throw new IllegalArgumentException("to and via are addresses of different protocols");
                }
            }
        }
    }
}
